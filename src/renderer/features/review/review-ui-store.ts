import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

interface ReviewUiState {
  /** Whether the list of labels is open; a key opens it as well as its button. */
  readonly labelsOpen: boolean;
}

const store = createStore<ReviewUiState>(() => ({ labelsOpen: false }));

export const setLabelsOpen = (labelsOpen: boolean): void => store.setState({ labelsOpen });
export const useLabelsOpen = (): boolean => useStore(store, (state) => state.labelsOpen);
