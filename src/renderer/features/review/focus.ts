/** Where the focus goes. Panes are parted by resizable bars, so the elements are found by their ids. */

export const LIST_ID = 'interaction-list';
export const CONVERSATION_ID = 'conversation-pane';
export const SEARCH_ID = 'search-field';
export const NOTE_ID = 'review-note';
export const TAGS_ID = 'review-tags';

const focus = (id: string): boolean => {
  const element = document.getElementById(id);
  element?.focus({ preventScroll: true });
  return element !== null;
};

export const focusList = (): boolean => focus(LIST_ID);
export const focusConversation = (): boolean => focus(CONVERSATION_ID);

/** Into the note, behind what is written already. */
export const focusNote = (): boolean => {
  const element = document.getElementById(NOTE_ID);
  if (!(element instanceof HTMLTextAreaElement)) return false;
  element.focus();
  element.setSelectionRange(element.value.length, element.value.length);
  return true;
};

export const focusSearch = (): void => {
  const element = document.getElementById(SEARCH_ID);
  if (!(element instanceof HTMLInputElement)) return;
  element.focus();
  element.select();
};

/** The first tag's first button, past its group's title; without tags, the one that names a missing tag. */
export const focusTags = (): boolean => {
  const list = document.getElementById(TAGS_ID);
  const button = list?.querySelector<HTMLButtonElement>('li li button') ?? list?.querySelector('button');
  button?.focus();
  return button !== null && button !== undefined;
};
