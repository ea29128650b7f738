import { useMemo, useState } from 'react';
import { formatCount } from '../../ui/format.ts';
import { Highlight } from '../../ui/highlight.tsx';
import { splitHits } from '../../ui/split-hits.ts';
import { drawable, foldedBeginning } from './plain-text.ts';
import styles from './turn.module.css';

/** What was written, as text: line breaks kept, direction by its own first letter, long ones folded. */
export const MessageText = ({ message, terms }: { readonly message: string; readonly terms: readonly string[] }) => {
  const text = useMemo(() => drawable(message), [message]);
  const beginning = useMemo(() => foldedBeginning(text), [text]);
  // What was searched for is never folded away.
  const hidesHits = useMemo(
    () => beginning !== null && splitHits(text.slice(beginning.length), terms).some(({ hit }) => hit),
    [text, beginning, terms],
  );
  const [unfolded, setUnfolded] = useState<boolean | null>(null);
  const whole = unfolded ?? hidesHits;
  const shown = beginning === null || whole ? text : `${beginning}…`;
  return (
    <>
      <div className={styles['message']} dir="auto">
        <Highlight text={shown} terms={terms} />
      </div>
      {beginning === null ? null : (
        <button type="button" className={styles['fold']} aria-expanded={whole} onClick={() => setUnfolded(!whole)}>
          {whole ? 'Show less' : `Show all (${formatCount(text.length, 'character')})`}
        </button>
      )}
    </>
  );
};
