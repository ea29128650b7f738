import { CircleHelp } from 'lucide-react';
import { useState } from 'react';
import { fieldNames } from '#shared/query/ast.ts';
import { fields } from '#shared/query/fields.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Popover } from '../../ui/popover.tsx';
import styles from './search-help.module.css';

/** How to write a search, beside the box it is written in. */
export const SearchHelp = () => {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="How to search"
      open={open}
      onOpenChange={setOpen}
      align="end"
      width={460}
      trigger={<IconButton size="small" icon={<CircleHelp />} label="How to search" />}
    >
      <dl className={styles['clauses']}>
        {fieldNames.map((name) => (
          <div key={name}>
            <dt>{name}:</dt>
            <dd>{fields[name].meaning}</dd>
          </div>
        ))}
      </dl>
    </Popover>
  );
};
