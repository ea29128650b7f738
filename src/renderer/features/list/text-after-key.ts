/** A text field as far as typing into it goes. */
export interface TypedInto {
  readonly value: string;
  readonly selectionStart: number | null;
  readonly selectionEnd: number | null;
}

/** What a key without modifiers is about to make of the text; null where that is not plain. */
export const textAfterKey = ({ value, selectionStart, selectionEnd }: TypedInto, key: string): string | null => {
  if (selectionStart === null || selectionEnd === null) return null;
  const after = value.slice(selectionEnd);
  if (key.length === 1) return value.slice(0, selectionStart) + key + after;
  if (key !== 'Backspace') return null;
  if (selectionStart !== selectionEnd) return value.slice(0, selectionStart) + after;
  // What makes up more than one code unit is deleted by rules of its own.
  const last = value.charCodeAt(selectionStart - 1);
  return last >= 0x20 && last < 0x300 ? value.slice(0, selectionStart - 1) + after : null;
};
