import { Fragment, type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { useCommands } from '../../state/keys.ts';
import { useMedia } from '../../ui/use-media.ts';
import { ConversationPane } from '../conversation/conversation-pane.tsx';
import { FiltersPane } from '../filters/filters-pane.tsx';
import { ListPane } from '../list/list-pane.tsx';
import { ReviewPanel } from '../review/review-panel.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { paneStorage } from './pane-layout.ts';
import styles from './panes.module.css';

export interface PanesProps {
  readonly filtersShown: boolean;
  /** Filters lie over the list instead of beside it. */
  readonly filtersFolded: boolean;
  readonly onFiltersClose: () => void;
}

/** The panes of the one window, side by side, resized by mouse or arrow keys. */
export const Panes = ({ filtersShown, filtersFolded, onFiltersClose }: PanesProps) => {
  const stacked = useMedia('(max-width: 959px)');
  const beside = filtersShown && !filtersFolded;
  return (
    <div className={styles['panes']}>
      {filtersShown && filtersFolded ? <FoldedFilters onClose={onFiltersClose} /> : null}
      <SizedPanes
        // Another set of panes has sizes of its own.
        key={`${beside} ${stacked}`}
        beside={beside}
        stacked={stacked}
      />
    </div>
  );
};

const SizedPanes = ({ beside, stacked }: { readonly beside: boolean; readonly stacked: boolean }) => {
  const panelIds = [...(beside ? ['filters'] : []), 'list', 'conversation', ...(stacked ? [] : ['review'])];
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id: 'panes',
    panelIds,
    storage: paneStorage,
    onlySaveAfterUserInteractions: true,
  });
  return (
    <Group
      id="panes"
      className={styles['group']}
      {...(defaultLayout ? { defaultLayout } : {})}
      onLayoutChanged={onLayoutChanged}
    >
      {beside ? (
        <Fragment key="filters">
          <Panel
            id="filters"
            defaultSize={232}
            minSize={180}
            maxSize={360}
            groupResizeBehavior="preserve-pixel-size"
            className={styles['filters']}
          >
            {guarded('filters', <FiltersPane />)}
          </Panel>
          <PaneSeparator label="Width of the filters" />
        </Fragment>
      ) : null}
      <Panel id="list" defaultSize={384} minSize={260} maxSize={720} groupResizeBehavior="preserve-pixel-size">
        {guarded('list', <ListPane />)}
      </Panel>
      <PaneSeparator label="Width of the list" />
      <Panel id="conversation" minSize={320}>
        {stacked ? (
          <Group orientation="vertical" className={styles['group']}>
            <Panel id="stacked-conversation" minSize={120}>
              {guarded('conversation', <ConversationPane />)}
            </Panel>
            <PaneSeparator label="Height of the conversation" />
            <Panel id="stacked-review" defaultSize={280} minSize={120} className={styles['review']}>
              {guarded('review', <ReviewPanel />)}
            </Panel>
          </Group>
        ) : (
          guarded('conversation', <ConversationPane />)
        )}
      </Panel>
      {stacked ? null : (
        <Fragment key="review">
          <PaneSeparator label="Width of the review panel" />
          <Panel
            id="review"
            defaultSize={304}
            minSize={256}
            maxSize={480}
            groupResizeBehavior="preserve-pixel-size"
            className={styles['review']}
          >
            {guarded('review', <ReviewPanel />)}
          </Panel>
        </Fragment>
      )}
    </Group>
  );
};

const PaneSeparator = ({ label }: { readonly label: string }) => (
  <Separator className={styles['separator']} aria-label={label} />
);

const guarded = (where: string, pane: ReactNode): ReactElement => <ErrorBoundary where={where}>{pane}</ErrorBoundary>;

/** Filters over the list, on windows too narrow to hold them beside it. */
const FoldedFilters = ({ onClose }: { readonly onClose: () => void }) => {
  const panel = useRef<HTMLDivElement>(null);
  useCommands([
    {
      id: 'close-filters',
      label: 'Close the filters',
      group: 'Application',
      keys: ['Escape'],
      hidden: true,
      whileTyping: true,
      perform: onClose,
    },
  ]);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <>
      {/* Closing by a press beside it is a convenience; Escape and the button do the same. */}
      <div className={styles['beside']} onPointerDown={onClose} aria-hidden="true" />
      <div ref={panel} className={styles['folded']} tabIndex={-1}>
        {guarded('filters', <FiltersPane />)}
      </div>
    </>
  );
};
