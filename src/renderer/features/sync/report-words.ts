/** A run's report in words. Pure. */

import { isLeftOff, type RunReport, type WindowCheckpoint } from '#shared/domain/sync.ts';
import { formatCount, formatDateTime, formatDuration, formatNumber, formatUtc } from '../../ui/format.ts';
import { isWhole, scopeInWords } from './scope-words.ts';
import { periodWords, tookWords } from './sync-words.ts';

type AgentName = (id: string) => string;

export const ENDED: Readonly<Record<RunReport['state'], string>> = {
  complete: 'Complete',
  stopped: 'Stopped',
  interrupted: 'Interrupted',
};

/** How far back a run looked for changes; null when it was to walk the whole period. */
const floorOf = (report: RunReport): number | null => {
  if (report.floor !== null) return report.floor;
  // A run that only went on with such walks was asked for nothing else.
  const floors = report.windows.flatMap(({ floor }) => (floor === null ? [] : [floor]));
  return floors.length > 0 && floors.length === report.windows.length ? Math.min(...floors) : null;
};

/** What a run was asked for, in a phrase. */
export const askedFor = (report: RunReport): string =>
  floorOf(report) === null ? periodWords(report.period) : 'What was new or changed';

/** What a run brought, in a phrase. */
export const brought = (report: RunReport): string =>
  [
    `${formatNumber(report.added)} new`,
    ...(report.changed > 0 ? [`${formatNumber(report.changed)} changed`] : []),
    ...(report.quarantined > 0 ? [`${formatNumber(report.quarantined)} set aside`] : []),
  ].join(' · ');

export interface ReportFact {
  readonly name: string;
  readonly value: string;
  /** The same in UTC, or what it means. */
  readonly title?: string;
}

export interface ReportFacts {
  readonly heading: string;
  readonly facts: readonly ReportFact[];
}

const moment = (name: string, at: number): ReportFact => ({ name, value: formatDateTime(at), title: formatUtc(at) });

const asked = (report: RunReport, agentName: AgentName): ReportFacts => {
  const floor = floorOf(report);
  const open = report.openEnded || report.windows.some((window) => window.openEnded);
  return {
    heading: 'Asked for',
    facts: [
      { name: 'Period', value: periodWords(report.period) },
      { name: 'End', value: open ? 'open: everything up to the moment of asking' : 'as given' },
      ...(floor === null ? [] : [moment('Looked again back to', floor)]),
      { name: 'Scope', value: scopeInWords(report.scope, agentName) },
      ...(report.scope.attributeAgents ? [{ name: 'Agents', value: 'asked for one by one' }] : []),
    ],
  };
};

/** Everything a report says of the run as a whole, under headings. */
export const reportFacts = (report: RunReport, agentName: AgentName): readonly ReportFacts[] => [
  asked(report, agentName),
  {
    heading: 'Brought',
    facts: [
      { name: 'New', value: formatNumber(report.added) },
      { name: 'Changed', value: formatNumber(report.changed) },
      { name: 'Unchanged', value: formatNumber(report.unchanged) },
      {
        name: 'Set aside',
        value: formatNumber(report.quarantined),
        title: 'Rows of a shape this version cannot read; left out',
      },
      { name: 'Rows', value: formatNumber(report.rows) },
      { name: 'Pages', value: formatNumber(report.pages) },
    ],
  },
  {
    heading: 'Cost',
    facts: [
      moment('Started', report.startedAt),
      moment('Ended', report.endedAt),
      { name: 'Took', value: tookWords(report.endedAt - report.startedAt) },
      { name: 'Requests', value: formatNumber(report.requests) },
      { name: 'Made again', value: formatNumber(report.retries), title: 'Requests made again after a failure' },
      {
        name: 'Refused (429)',
        value: formatNumber(report.rateLimited),
        title: 'Answers that the key’s limit is used up',
      },
      { name: 'Waited for the limit', value: formatDuration(report.waitedForLimit) },
      { name: 'Waited after failures', value: formatDuration(report.waitedAfterFailure) },
    ],
  },
  {
    heading: 'Ended at',
    facts: [
      { name: 'Final cursor', value: report.finalCursor ?? 'none: the end was reached' },
      report.reachedAt === null
        ? { name: 'Oldest message', value: 'none seen' }
        : moment('Oldest message', report.reachedAt),
    ],
  },
];

/** How a window of a run stood when the run ended. */
export const windowStanding = (window: WindowCheckpoint): string => {
  if (window.complete) return isLeftOff(window) ? 'To be looked at again' : 'Complete';
  return window.pages === 0 ? 'Not begun' : 'Unfinished';
};

/** What a window holds, in a phrase. */
export const windowWords = (window: WindowCheckpoint, agentName: AgentName): string =>
  [
    ...(isWhole(window.scope) ? [] : [scopeInWords(window.scope, agentName)]),
    formatCount(window.pages, 'page'),
    formatCount(window.rows, 'row'),
    ...(window.quarantined > 0 ? [`${formatNumber(window.quarantined)} set aside`] : []),
  ].join(' · ');
