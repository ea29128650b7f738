import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './filters-pane.module.css';

export interface NameFormProps {
  readonly label: string;
  readonly initial: string;
  readonly submit: string;
  readonly onSubmit: (name: string) => void;
  readonly onCancel: () => void;
}

/** Asks for a view's name. */
export const NameForm = ({ label, initial, submit, onSubmit, onCancel }: NameFormProps) => {
  const [name, setName] = useState(initial);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit(name);
  };
  return (
    <form className={styles['form']} onSubmit={send}>
      <TextField
        label={label}
        value={name}
        maxLength={80}
        autoFocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onCancel();
        }}
      />
      <div className={styles['formActions']}>
        <Button size="small" variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="small" variant="primary" type="submit">
          {submit}
        </Button>
      </div>
    </form>
  );
};
