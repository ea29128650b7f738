import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from './icon-button.tsx';
import { TextField, type TextFieldProps } from './text-field.tsx';

/** A secret: hidden until shown, pasting welcome, never remembered by the browser. */
export const PasswordField = (props: Omit<TextFieldProps, 'type' | 'trailing'>) => {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      autoComplete="off"
      autoCapitalize="none"
      autoCorrect="off"
      data-1p-ignore
      {...props}
      type={shown ? 'text' : 'password'}
      trailing={
        <IconButton
          size="small"
          label={shown ? `Hide ${props.label}` : `Show ${props.label}`}
          icon={shown ? <EyeOff /> : <Eye />}
          onClick={() => setShown(!shown)}
          style={{ marginRight: 3 }}
        />
      }
    />
  );
};
