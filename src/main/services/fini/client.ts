/** What the sync asks Fini for. The HTTP client and the sample generator both answer it. */
import type { Agent, GroupTag, TagGroup } from '#shared/domain/catalogue.ts';
import type { Interaction } from '#shared/domain/interaction.ts';
import type { WindowScope } from '#shared/domain/scope.ts';

/** One page to ask for. */
export interface ListQuery extends WindowScope {
  /** Start of the window, epoch ms. */
  readonly since: number;
  /** End of the window, epoch ms, at most 90 days after `since`; null for Fini's own now. */
  readonly until: number | null;
  /** Rows a page, 1 to 100. */
  readonly limit: number;
  /** `nextCursor` of the page before; null for the newest page. */
  readonly cursor: string | null;
}

/** One page as it was answered, newest first by latest message. */
export interface FetchedPage {
  readonly rows: readonly Interaction[];
  /** Rows of the page that did not have the shape of an interaction; they are counted and left out. */
  readonly quarantined: number;
  readonly hasMore: boolean;
  /** Opaque; null when there is no older page. */
  readonly nextCursor: string | null;
}

export interface FiniClient {
  /**
   * Asks for one page of interactions.
   *
   * @throws ReviewerError with the cause: see `errors.ts` beside this file. CancelledError once `signal` is aborted.
   */
  list(query: ListQuery, signal: AbortSignal): Promise<FetchedPage>;
  /** The workspace's agents. @throws like `list` */
  agents(signal: AbortSignal): Promise<readonly Agent[]>;
  /** The workspace's tag groups. @throws like `list` */
  tagGroups(signal: AbortSignal): Promise<readonly TagGroup[]>;
  /** The tags of some groups. @throws like `list` */
  tags(groupIds: readonly string[], signal: AbortSignal): Promise<readonly GroupTag[]>;
}
