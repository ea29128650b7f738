import { useMemo } from 'react';
import { Highlight } from '../../ui/highlight.tsx';
import { attributeRows } from './attributes.ts';
import styles from './conversation-pane.module.css';
import { Fold } from './fold.tsx';
import { drawable, oneLine } from './plain-text.ts';

export interface UserAttributesProps {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly terms: readonly string[];
}

/** What the workspace told Fini about the customer: any JSON, drawn as data. */
export const UserAttributes = ({ attributes, terms }: UserAttributesProps) => {
  const rows = useMemo(() => attributeRows(attributes), [attributes]);
  if (rows.length === 0) return null;
  return (
    <Fold title="User attributes" count={rows.length}>
      <table className={styles['attributes']}>
        <thead>
          <tr>
            <th scope="col">Attribute</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, value, kind }) => (
            <tr key={name}>
              <th scope="row">
                <bdi>
                  <Highlight text={oneLine(name) || '(no name)'} terms={terms} />
                </bdi>
              </th>
              <td data-kind={kind}>
                <span className={styles['attributeValue']} dir={kind === 'nested' ? 'ltr' : 'auto'}>
                  <Highlight text={drawable(value)} terms={terms} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Fold>
  );
};
