/** The stores of the review desk, wired to each other and to the data worker. */
import { useStore } from 'zustand';
import type { Preferences } from '#shared/contract/data.ts';
import { tagsOf } from '#shared/domain/interaction.ts';
import type { Clause } from '#shared/query/clauses.ts';
import { appStore } from './app-store.ts';
import { getData } from './connect.ts';
import { NO_REVIEW } from './review-change.ts';
import { canMove } from './review-clauses.ts';
import { createReviewStore, type Notes, type ReviewState } from './review-store.ts';
import { AFTER_PAINT, createBesideStore } from './search-beside.ts';
import { clausesIn } from './search-clauses.ts';
import { createCountStore } from './search-counts.ts';
import { rowIn } from './search-pages.ts';
import { createPreferencesStore, type PreferencesState } from './search-preferences.ts';
import { createSnippetStore } from './search-snippets.ts';
import { createSearchStore, type Listed, type SearchState } from './search-store.ts';
import { createSuggestionStore, type SuggestionState } from './search-suggestions.ts';
import { createSelectionStore, type SelectionState } from './selection-store.ts';

export const searchStore = createSearchStore(getData);
const besideStore = createBesideStore(searchStore);
export const selectionStore = createSelectionStore(getData);
export const preferencesStore = createPreferencesStore(getData);
export const snippetStore = createSnippetStore(getData);
export const suggestionStore = createSuggestionStore(getData);
export const countStore = createCountStore(getData);

/** True while the list waits for the selection to move before a judged interaction may leave it. */
let refreshOnMove = false;

/** Grows with every workspace, so that what was begun for an earlier one ends. */
let opening = 0;
/** True once the desk stands where the reviewer left off: only then is where it stands worth remembering. */
let settled = false;
let openedId: string | null = null;
/** Notes that could not be saved before another workspace was opened, by workspace. */
const unsaved = new Map<string, Notes>();

export const reviewStore = createReviewStore({
  data: getData,
  reviewOf: (interactionId) => selectionStore.peek(interactionId)?.review ?? null,
  tagName: (interactionId, tagId) => {
    const view = selectionStore.peek(interactionId);
    const tags = view ? tagsOf(view.interaction) : [];
    const named = tags.find((tag) => tag.id === tagId)?.name;
    return named ?? appStore.getState().catalogue?.tags.find((tag) => tag.id === tagId)?.tagName ?? tagId;
  },
  onReviewed: (interactionId, review) => {
    const before = selectionStore.peek(interactionId)?.review ?? NO_REVIEW;
    selectionStore.setReview(interactionId, review);
    searchStore.patchReview(interactionId, review);
    const { text, cursor } = searchStore.getState();
    // In a list of what is to be reviewed a judged row would vanish under the reviewer's hands; it may go once they
    // move on.
    if (cursor?.id === interactionId && (refreshOnMove || canMove(text, before, review))) refreshOnMove = true;
    else searchStore.refresh();
  },
  now: Date.now,
});

export const useSearch = <T>(select: (state: SearchState) => T): T => useStore(searchStore, select);
/** What is listed, for what stands beside the list and is drawn after it. */
export const useBeside = <T>(select: (listed: Listed | null) => T): T =>
  useStore(besideStore, ({ listed }) => select(listed));
/** The clauses of the query; draws again only when one of them changes. */
export const useClauses = (): readonly Clause[] => useSearch((state) => clausesIn(state.text));
export const useSelection = <T>(select: (state: SelectionState) => T): T => useStore(selectionStore, select);
export const useSnippet = (id: string): string | undefined => useStore(snippetStore, (state) => state.snippets.get(id));
export const useViewCount = (text: string): number | undefined =>
  useStore(countStore, (state) => state.counts.get(text));
export const useSuggestions = <T>(select: (state: SuggestionState) => T): T => useStore(suggestionStore, select);
export const useReview = <T>(select: (state: ReviewState) => T): T => useStore(reviewStore, select);
export const usePreferences = <T>(select: (state: PreferencesState) => T): T => useStore(preferencesStore, select);

searchStore.subscribe((state, before) => {
  if (state.cursor?.id !== before.cursor?.id) {
    selectionStore.open(state.cursor?.id ?? null);
    if (before.cursor) void reviewStore.saveNote(before.cursor.id);
    if (refreshOnMove && state.cursor) {
      refreshOnMove = false;
      searchStore.refresh();
    }
  }
  if (state.text !== before.text) refreshOnMove = false;
  if (settled && preferencesStore.getState().ready)
    preferencesStore.remember({
      lastQuery: state.text,
      lastSort: state.sort,
      lastInteractionId: state.cursor?.id ?? null,
    });
});

/** Rows after the opened one that are fetched before they are asked for, and rows before it. */
const AHEAD = 3;
const BEHIND = 1;
let travelled: 1 | -1 = 1;

// What lies in the direction the reviewer goes is opened next, so it is there when it is asked for.
searchStore.subscribe((state, before) => {
  if (state.cursor && before.cursor && state.cursor.id !== before.cursor.id)
    travelled = state.cursor.index < before.cursor.index ? -1 : 1;
});
selectionStore.subscribe((state, before) => {
  if (state.view === before.view || state.view?.interaction.id !== state.id) return;
  const { cursor, pages } = searchStore.getState();
  if (!cursor) return;
  const likely: string[] = [];
  const add = (index: number): void => {
    const row = rowIn(pages, index);
    if (row && row.id !== cursor.id) likely.push(row.id);
  };
  // What followed an interaction that left the list has moved up into its place.
  const away = cursor.listed ? 1 : 0;
  for (let step = 0; step < AHEAD; step += 1) add(cursor.index + (travelled === 1 ? step + away : -1 - step));
  for (let step = 0; step < BEHIND; step += 1) add(cursor.index + (travelled === 1 ? -1 - step : step + away));
  selectionStore.prefetch(likely);
});

/** Preferences that were asked for beside the opening of a workspace. */
let ahead: { readonly workspaceId: string; readonly preferences: Promise<Preferences> } | null = null;

/** A workspace is being opened: asks for what its desk begins with. To be called behind the question to open it. */
export const expectDesk = (workspaceId: string): void => {
  const preferences = getData().preferencesRead();
  // Told when they are needed.
  preferences.catch(() => undefined);
  ahead = { workspaceId, preferences };
};

/** Begins with a workspace that was just opened: where the reviewer left off, or its newest interaction. */
const startDesk = async (workspaceId: string): Promise<void> => {
  // The desk stands there before its workspace is open: what was written into it by then is the reviewer's.
  const written = openedId === null ? searchStore.getState().text : '';
  stopDesk();
  searchStore.setText(written);
  openedId = workspaceId;
  const started = opening;
  // Without preferences the desk works all the same; it only writes none, so as to lose none.
  const asked =
    ahead?.workspaceId === workspaceId ? ahead.preferences.catch(() => getData().preferencesRead()) : undefined;
  ahead = null;
  const preferences = await preferencesStore.load(asked).catch(() => preferencesStore.getState().preferences);
  if (started !== opening) return;
  const { text } = searchStore.getState();
  await searchStore.start({
    text: text === '' ? preferences.lastQuery : text,
    sort: preferences.lastSort,
    selectedId: text === '' ? preferences.lastInteractionId : null,
  });
  if (started !== opening) return;
  settled = true;
  reviewStore.putBack(unsaved.get(workspaceId) ?? new Map());
  unsaved.delete(workspaceId);
  // What follows is for the panes beside the list, which is painted first.
  await new Promise((resolve) => setTimeout(resolve, AFTER_PAINT));
  if (started !== opening) return;
  void reviewStore.loadLabels();
  // What there is to filter by, when the list begins filtered already.
  if (searchStore.getState().text.trim() !== '') await searchStore.learnFacets();
  if (started === opening) searchStore.beginCounting();
};

/** Lets go of a workspace that is being closed. */
const stopDesk = (): void => {
  opening += 1;
  settled = false;
  refreshOnMove = false;
  const notes = reviewStore.reset();
  if (openedId !== null && notes.size > 0) unsaved.set(openedId, notes);
  openedId = null;
  selectionStore.reset();
  preferencesStore.reset();
  snippetStore.reset();
  suggestionStore.close();
  countStore.reset();
  searchStore.reset();
};

/** Writes what waits to be written. */
const flushDesk = (): void => {
  if (!settled) return;
  void reviewStore.saveAllNotes();
  void preferencesStore.flush();
};

/** Before another workspace is opened: writes what waits to be written, while there is still somebody to write it. */
export const leaveDesk = async (): Promise<void> => {
  if (!settled) return;
  await Promise.allSettled([reviewStore.saveAllNotes(), preferencesStore.flush()]);
};

/** A window that is left may be closed next. */
const flushWhenLeft = (): void => {
  if (typeof window === 'undefined') return;
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') flushDesk();
  });
  window.addEventListener('blur', flushDesk);
  window.addEventListener('beforeunload', (event) => {
    flushDesk();
    // A browser asks before it closes; Electron would just refuse to, without a word.
    if (appStore.getState().info?.shell === 'web' && reviewStore.hasUnsavedNotes()) event.preventDefault();
  });
};

/** Shortest time between two searches that a running sync causes, in milliseconds. */
const SYNC_BEAT = 250;
let beat: ReturnType<typeof setTimeout> | null = null;
let again = false;

/** Rows came or changed. Many pages in a row are drawn together. */
const cacheChanged = (): void => {
  if (beat !== null) {
    again = true;
    return;
  }
  searchStore.refresh();
  selectionStore.reload();
  beat = setTimeout(() => {
    beat = null;
    if (!again) return;
    again = false;
    cacheChanged();
  }, SYNC_BEAT);
};

const followApp = (): void => {
  appStore.subscribe((state, before) => {
    if (state.workspace?.id !== before.workspace?.id) {
      if (state.workspace) void startDesk(state.workspace.id);
      else stopDesk();
    } else if (state.workspace && state.cacheVersion !== before.cacheVersion) cacheChanged();
  });
  const { workspace } = appStore.getState();
  if (workspace) void startDesk(workspace.id);
};

followApp();
flushWhenLeft();
