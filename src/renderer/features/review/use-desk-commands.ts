import type { Verdict } from '#shared/domain/journal.ts';
import { type AppCommand, useCommands } from '../../state/keys.ts';
import { searchStore } from '../../state/review-desk.ts';
import { VERDICT_NAMES } from '../../ui/verdict-mark.tsx';
import { runExport } from '../export/export-run.ts';
import { doneAndNext, giveVerdict, redo, selectedId, undo, withSelected } from './actions.ts';
import { focusConversation, focusList, focusNote, focusSearch, focusTags } from './focus.ts';
import { setLabelsOpen, showChangesOf } from './review-ui-store.ts';

const GO = 'Moving around';
const JUDGE = 'Reviewing';

const isOpen = (): boolean => selectedId() !== null;
const hasRows = (): boolean => (searchStore.getState().listed?.total ?? 0) > 0;

/** The controls are drawn for the conversation first; only then can one of them take the focus. */
const afterPaint = (act: () => void): void => void requestAnimationFrame(act);

const verdict = (which: Verdict, key: string): AppCommand => ({
  id: `verdict-${which}`,
  label: `Verdict: ${VERDICT_NAMES[which]}`,
  group: JUDGE,
  keys: [key],
  when: isOpen,
  perform: () => giveVerdict(which),
});

/** True when the focus is nowhere in particular, so that an arrow key can only mean the list. */
const isAdrift = (): boolean => {
  const { activeElement } = document;
  return hasRows() && (activeElement === null || activeElement === document.body || activeElement.tagName === 'MAIN');
};

const COMMANDS: readonly AppCommand[] = [
  { id: 'search', label: 'Search', group: GO, keys: ['/', '$mod+f'], perform: focusSearch },
  {
    id: 'next',
    label: 'Next interaction',
    group: GO,
    keys: ['j'],
    repeats: true,
    when: hasRows,
    perform: () => void searchStore.move(1),
  },
  {
    id: 'previous',
    label: 'Previous interaction',
    group: GO,
    keys: ['k'],
    repeats: true,
    when: hasRows,
    perform: () => void searchStore.move(-1),
  },
  {
    id: 'into-list-down',
    label: 'Down the list',
    group: GO,
    keys: ['ArrowDown'],
    hidden: true,
    when: isAdrift,
    perform: () => {
      focusList();
      void searchStore.move(1);
    },
  },
  {
    id: 'into-list-up',
    label: 'Up the list',
    group: GO,
    keys: ['ArrowUp'],
    hidden: true,
    when: isAdrift,
    perform: () => {
      focusList();
      void searchStore.move(-1);
    },
  },
  { id: 'read', label: 'Read the conversation', group: GO, keys: ['Enter'], when: isOpen, perform: focusConversation },
  {
    id: 'back-to-list',
    label: 'Back to the list',
    group: GO,
    keys: ['Escape'],
    when: hasRows,
    perform: () => void focusList(),
  },
  verdict('pass', '1'),
  verdict('fail', '2'),
  verdict('unsure', '3'),
  {
    id: 'done-and-next',
    label: 'Done, next to review',
    group: JUDGE,
    keys: ['e'],
    when: hasRows,
    perform: () => void doneAndNext(),
  },
  {
    id: 'label',
    label: 'Labels',
    group: JUDGE,
    keys: ['l'],
    when: isOpen,
    perform: () => withSelected(() => afterPaint(() => setLabelsOpen(true))),
  },
  {
    id: 'note',
    label: 'Write a note',
    group: JUDGE,
    keys: ['n'],
    when: isOpen,
    perform: () => withSelected(() => afterPaint(focusNote)),
  },
  {
    id: 'tags',
    label: 'Judge tags',
    group: JUDGE,
    keys: ['t'],
    when: isOpen,
    perform: () => withSelected(() => afterPaint(focusTags)),
  },
  {
    id: 'show-changes',
    label: 'Show what changed in this conversation',
    group: JUDGE,
    when: isOpen,
    perform: () => withSelected(({ interaction }) => showChangesOf(interaction.id)),
  },
  { id: 'undo', label: 'Undo', group: JUDGE, keys: ['z', '$mod+z'], whileTyping: false, perform: () => void undo() },
  {
    id: 'redo',
    label: 'Redo',
    group: JUDGE,
    keys: ['Shift+Z', '$mod+Shift+z', '$mod+y'],
    whileTyping: false,
    perform: () => void redo(),
  },
  {
    id: 'export',
    label: 'Export CSV of what is listed',
    group: 'Files',
    keys: ['$mod+e'],
    when: hasRows,
    perform: () => void runExport(false),
  },
];

/** Registers the desk's commands while the desk is shown. */
export const useDeskCommands = (): void => useCommands(COMMANDS);
