import { SpellCheck2 } from 'lucide-react';
import { useCommands } from '../../state/keys.ts';
import { searchStore, useSearch } from '../../state/review-desk.ts';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './active-filters.module.css';
import { caretInSearch, useRested } from './use-shown-problems.ts';

/** How long the typing has to rest, in milliseconds. */
const REST = 500;

const offered = () => {
  const { listed, text } = searchStore.getState();
  return listed?.text === text ? listed.suggestion : null;
};

const take = (): void => {
  const suggestion = offered();
  if (suggestion) searchStore.setText(suggestion.text);
};

/** A word that nothing holds, and one near it that something does: taken with a press or a key. */
export const DidYouMean = () => {
  const text = useSearch((state) => state.text);
  const found = useSearch((state) => (state.listed?.text === state.text ? state.listed.suggestion : null));
  const rested = useRested(text, REST) || caretInSearch() === null;
  // Half a word finds nothing either; nothing is meant by it yet.
  const suggestion = rested ? found : null;
  useCommands([
    {
      id: 'take-correction',
      label: 'Search for what was probably meant',
      group: 'Searching',
      keys: ['Alt+Enter'],
      whileTyping: true,
      when: () => offered() !== null,
      perform: take,
    },
  ]);
  if (suggestion === null) return null;
  return (
    <p className={styles['meant']} role="status">
      <SpellCheck2 aria-hidden="true" />
      <span>
        Did you mean{' '}
        <button type="button" className={styles['show']} aria-keyshortcuts="Alt+Enter" onClick={take}>
          <bdi>{suggestion.changes.map(({ meant }) => meant).join(', ') || suggestion.text}</bdi>
        </button>
        ?
      </span>
      <Kbd keys="Alt+Enter" />
    </p>
  );
};
