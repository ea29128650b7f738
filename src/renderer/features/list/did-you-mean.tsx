import { SpellCheck2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Suggestion } from '#shared/contract/data.ts';
import { getData } from '../../state/connect.ts';
import { useCommands } from '../../state/keys.ts';
import { searchStore, useSearch } from '../../state/review-desk.ts';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './active-filters.module.css';
import { caretInSearch, useRested } from './use-shown-problems.ts';

/** How long the typing has to rest, in milliseconds. */
const REST = 500;

/** What was offered for a text. */
interface Offered {
  readonly text: string;
  readonly suggestion: Suggestion | null;
}

/** Asks for what was probably meant once the typing rests: half a word finds nothing, and nothing is meant by it yet. */
const useNearMiss = (): Suggestion | null => {
  const text = useSearch((state) => state.text);
  const resultId = useSearch((state) => (state.listed?.text === state.text ? state.listed.resultId : null));
  const searches = useSearch((state) => (state.listed?.terms.length ?? 0) > 0);
  const rested = useRested(text, REST) || caretInSearch() === null;
  const [offered, setOffered] = useState<Offered | null>(null);
  useEffect(() => {
    if (!rested || !searches || resultId === null) return;
    let gone = false;
    getData()
      .nearMiss({ resultId })
      .then((suggestion) => {
        if (!gone) setOffered({ text, suggestion });
      })
      // Without it, the list says by itself that nothing was found.
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [rested, searches, resultId, text]);
  return rested && offered?.text === text ? offered.suggestion : null;
};

/** A word that nothing holds, and one near it that something does: taken with a press or a key. */
export const DidYouMean = () => {
  const suggestion = useNearMiss();
  const take = (): void => {
    if (suggestion) searchStore.setText(suggestion.text);
  };
  useCommands([
    {
      id: 'take-correction',
      label: 'Search for what was probably meant',
      group: 'Searching',
      keys: ['Alt+Enter'],
      whileTyping: true,
      when: () => suggestion !== null,
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
