import { CircleCheck, CircleDashed, CircleSlash, HardDrive, KeyRound, RefreshCw } from 'lucide-react';
import type { CoverageSpan } from '#shared/contract/data.ts';
import { openDialog, useApp, workspaceAhead } from '../../state/app-store.ts';
import { hasLeftOff, isSyncing } from '../../state/app-sync.ts';
import { formatCount, formatUtc } from '../../ui/format.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { useNow } from '../../ui/use-now.ts';
import { coverageInWords, timelineOf } from '../sync/coverage.ts';
import { keptIn, MEMORY_COST } from '../vault/vault-words.ts';
import styles from './status-bar.module.css';
import { freshnessOf, lastSyncedAt } from './status-words.ts';

/** One line at the bottom: how fresh, how whole, readable offline, and where the key is. */
export const StatusBar = () => (
  <footer className={styles['bar']} data-frame>
    <Freshness />
    <Coverage />
    <Offline />
    <span className={styles['gap']} />
    <Judged />
    <KeyPlace />
  </footer>
);

const Freshness = () => {
  const sync = useApp((state) => state.sync);
  const at = useApp((state) => (state.summary ? lastSyncedAt(state.summary) : null));
  const known = useApp((state) => state.summary !== null);
  const now = useNow();
  if (!known) return null;
  const words = freshnessOf(sync, at, now);
  return (
    <button
      type="button"
      className={styles['item']}
      onClick={() => openDialog('sync')}
      title={at === null ? undefined : formatUtc(at)}
    >
      <RefreshCw aria-hidden="true" />
      {words}
    </button>
  );
};

const NO_SPANS: readonly CoverageSpan[] = [];

/** How whole it is. While a run goes on nothing is called complete that it may still change. */
const Coverage = () => {
  const spans = useApp((state) => state.coverage?.spans ?? NO_SPANS);
  const leftOff = useApp(hasLeftOff);
  const syncing = useApp((state) => isSyncing(state.sync));
  const now = useNow();
  const coverage = coverageInWords(timelineOf(spans, now), leftOff);
  if (!coverage || syncing) return null;
  return (
    <button
      type="button"
      className={styles['item']}
      data-tone={coverage.complete ? 'success' : 'warning'}
      title="Show which days are there"
      onClick={() => openDialog('sync')}
    >
      {coverage.complete ? <CircleCheck aria-hidden="true" /> : <CircleDashed aria-hidden="true" />}
      {coverage.words}
    </button>
  );
};

const Offline = () => {
  const interactions = useApp((state) => state.summary?.interactions ?? 0);
  if (interactions === 0) return null;
  return (
    <Tooltip label="Everything fetched is on this disk, sealed; reading and judging need no network." side="top">
      <span className={styles['item']}>
        <HardDrive aria-hidden="true" />
        {formatCount(interactions, 'interaction')} offline-ready
      </span>
    </Tooltip>
  );
};

const Judged = () => {
  const name = useApp((state) => workspaceAhead(state)?.reviewer.name);
  return name ? <span className={styles['item']}>Reviewing as {name}</span> : null;
};

const KeyPlace = () => {
  const vault = useApp((state) => state.vault);
  const sample = useApp((state) => workspaceAhead(state)?.kind === 'sample');
  if (vault?.state !== 'ready') return null;
  const memory = vault.kind === 'memory';
  return (
    <button
      type="button"
      className={styles['item']}
      data-tone={memory ? 'warning' : undefined}
      onClick={() => openDialog('settings')}
      title={memory ? MEMORY_COST : undefined}
    >
      {memory ? <CircleSlash aria-hidden="true" /> : <KeyRound aria-hidden="true" />}
      {sample && !memory ? 'sample data, no key needed' : keptIn(vault.kind)}
    </button>
  );
};
