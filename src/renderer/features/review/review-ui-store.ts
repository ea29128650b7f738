import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

interface ReviewUiState {
  /** Whether the list of labels is open; a key opens it as well as its button. */
  readonly labelsOpen: boolean;
  /** The interaction whose changes are shown; null when none are. */
  readonly changesOf: string | null;
}

const store = createStore<ReviewUiState>(() => ({ labelsOpen: false, changesOf: null }));

export const setLabelsOpen = (labelsOpen: boolean): void => store.setState({ labelsOpen });
export const useLabelsOpen = (): boolean => useStore(store, (state) => state.labelsOpen);

export const showChangesOf = (changesOf: string | null): void => store.setState({ changesOf });
export const useChangesOf = (): string | null => useStore(store, (state) => state.changesOf);
