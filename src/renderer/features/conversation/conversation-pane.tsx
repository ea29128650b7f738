import { MessagesSquare, SearchX } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import type { InteractionView } from '#shared/contract/data.ts';
import { articlesOf, tagsOf } from '#shared/domain/interaction.ts';
import { selectionStore, useReview, useSearch, useSelection } from '../../state/review-desk.ts';
import { withPending } from '../../state/review-store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useNow } from '../../ui/use-now.ts';
import { CONVERSATION_ID, focusList } from '../review/focus.ts';
import { ConversationHeader } from './conversation-header.tsx';
import styles from './conversation-pane.module.css';
import { Articles, TagBadge } from './event-facts.tsx';
import { Fold } from './fold.tsx';
import { MatchBar } from './match-bar.tsx';
import { oneLine } from './plain-text.ts';
import { TurnList } from './turn-list.tsx';
import { UserAttributes } from './user-attributes.tsx';

const NO_TERMS: readonly string[] = [];

/** The selected interaction, whole. The one before stays on the screen until the next can be drawn. */
export const ConversationPane = () => {
  const id = useSelection((state) => state.id);
  const view = useSelection((state) => state.view);
  const missing = useSelection((state) => state.missing);
  const error = useSelection((state) => state.error);
  const slow = useSelection((state) => state.slow);
  const scroller = useRef<HTMLElement>(null);
  const shownId = view?.interaction.id ?? null;

  // Going back to the top lays the window out, so it is done only when the pane was scrolled.
  const scrolled = useRef(false);
  useLayoutEffect(() => {
    if (shownId === null || !scroller.current || !scrolled.current) return;
    scroller.current.scrollTop = 0;
    scrolled.current = false;
  }, [shownId]);

  return (
    <section
      ref={scroller}
      id={CONVERSATION_ID}
      className={styles['pane']}
      aria-label="Conversation"
      aria-busy={slow || undefined}
      // A region that scrolls has to be reachable by keyboard.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
      tabIndex={0}
      onKeyDown={onKey}
      onScroll={() => {
        scrolled.current = true;
      }}
    >
      {error ? (
        <div className={styles['notice']}>
          <ErrorNotice error={error} onRetry={() => selectionStore.reload()} />
        </div>
      ) : null}
      {id === null ? (
        <NothingSelected />
      ) : missing ? (
        <EmptyState
          icon={<SearchX />}
          title="Not in the cache"
          text="This interaction is no longer among those that were fetched. Fetching its period again brings it back."
        />
      ) : view && (view.interaction.id === id || !slow) ? (
        <Matched key={view.interaction.id} view={view} />
      ) : error ? null : (
        <Opening />
      )}
    </section>
  );
};

const onKey = (event: KeyboardEvent): void => {
  if (event.key !== 'Escape' || event.defaultPrevented || event.target !== event.currentTarget) return;
  if (focusList()) event.preventDefault();
};

/** The conversation with its matches counted; without a search there is nothing to count. */
const Matched = ({ view }: { readonly view: InteractionView }) => {
  const terms = useSearch((state) => state.listed?.terms ?? NO_TERMS);
  const within = useRef<HTMLElement>(null);
  return (
    <>
      {terms.length > 0 ? <MatchBar within={within} /> : null}
      <Conversation view={view} terms={terms} within={within} />
    </>
  );
};

const Conversation = ({
  view: { interaction, review },
  terms,
  within,
}: {
  readonly view: InteractionView;
  readonly terms: readonly string[];
  readonly within: RefObject<HTMLElement | null>;
}) => {
  const pending = useReview((state) => state.pending);
  const now = useNow(60_000);
  const judgements = withPending(review, interaction.id, pending).tags;
  const tags = tagsOf(interaction);
  const articles = articlesOf(interaction);
  return (
    <article ref={within} className={styles['conversation']}>
      <ConversationHeader interaction={interaction} terms={terms} />
      {tags.length > 0 ? (
        <div className={styles['tags']}>
          <span className={styles['factName']}>Tags</span>
          {tags.map((tag) => (
            <TagBadge
              key={tag.id}
              tag={tag}
              judgement={Object.hasOwn(judgements, tag.id) ? (judgements[tag.id] ?? null) : null}
              terms={terms}
            />
          ))}
        </div>
      ) : null}
      <div className={styles['folds']}>
        <UserAttributes attributes={interaction.userAttributes} terms={terms} />
        {articles.length > 0 ? (
          <Fold title="Cited articles" count={articles.length}>
            <Articles articles={articles} terms={terms} />
          </Fold>
        ) : null}
        {interaction.usedSubfolders.length > 0 ? (
          <Fold title="Knowledge folders" count={interaction.usedSubfolders.length}>
            <ul className={styles['folders']}>
              {interaction.usedSubfolders.map((folder) => (
                <li key={folder.id}>
                  <bdi>{oneLine(folder.title) || 'Untitled folder'}</bdi>
                </li>
              ))}
            </ul>
          </Fold>
        ) : null}
      </div>
      {interaction.events.length === 0 ? (
        <p className={styles['silent']}>This conversation holds no events.</p>
      ) : (
        <TurnList events={interaction.events} terms={terms} judgements={judgements} now={now} />
      )}
    </article>
  );
};

const NothingSelected = () => {
  const some = useSearch((state) => (state.listed?.total ?? 0) > 0);
  // Before there is a list, what was open when the reviewer left may be on its way.
  const known = useSearch((state) => state.listed !== null || state.error !== null);
  if (!known) return null;
  return (
    <EmptyState
      icon={<MessagesSquare />}
      title="No conversation selected"
      text={
        some ? (
          <>
            Choose one from the list, or press <Kbd keys="j" /> for the first.
          </>
        ) : (
          'Conversations open here.'
        )
      }
    />
  );
};

const Opening = () => (
  <div className={styles['opening']} aria-hidden="true">
    <Skeleton width="45%" height={18} />
    <Skeleton width="70%" />
    <Skeleton width="80%" height={64} />
    <Skeleton width="65%" height={96} />
    <Skeleton width="75%" height={64} />
  </div>
);
