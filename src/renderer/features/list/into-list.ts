/** From the search field into the list, once the list is that of the query. */
import { searchStore } from '../../state/review-desk.ts';
import type { SearchState } from '../../state/search-state.ts';
import { focusList, SEARCH_ID } from '../review/focus.ts';

const isOfQuery = ({ listed, text, error }: SearchState): boolean => error !== null || listed?.text === text;

const enter = (): void => {
  if (focusList() && !searchStore.getState().cursor?.listed) void searchStore.selectAt(0);
};

/** What is drawn while a quick hand goes on may be the empty list of half a word: then its answer is waited for. */
export const intoList = (): void => {
  if (isOfQuery(searchStore.getState())) {
    enter();
    return;
  }
  const stop = searchStore.subscribe((state) => {
    if (!isOfQuery(state)) return;
    stop();
    requestAnimationFrame(() => {
      // Whoever went elsewhere meanwhile stays there.
      if (document.activeElement?.id === SEARCH_ID) enter();
    });
  });
};
