/** What the label list offers for what was typed. */
import { LONGEST_LABEL } from '#shared/domain/journal.ts';

export interface LabelOption {
  readonly label: string;
  /** Interactions that have it; null for one that would be new. */
  readonly count: number | null;
  readonly chosen: boolean;
}

const folded = (text: string): string => text.normalize('NFC').trim().toLowerCase();

/** Labels that hold what was typed, those that begin with it first; and, when none is called that, the one to create. */
export const labelOptions = (
  typed: string,
  known: readonly { readonly label: string; readonly count: number }[],
  chosen: readonly string[],
): readonly LabelOption[] => {
  const wanted = folded(typed);
  const counts = new Map(known.map(({ label, count }) => [label, count]));
  for (const label of chosen) if (!counts.has(label)) counts.set(label, 1);
  const matching = [...counts]
    .map(([label, count]) => ({ label, count, chosen: chosen.includes(label) }))
    .filter(({ label }) => folded(label).includes(wanted));
  const begins = matching.filter(({ label }) => folded(label).startsWith(wanted));
  const holds = matching.filter(({ label }) => !folded(label).startsWith(wanted));
  const options: LabelOption[] = [...begins, ...holds];
  const isNew = wanted !== '' && !options.some(({ label }) => folded(label) === wanted);
  return isNew
    ? [...options, { label: typed.trim().slice(0, LONGEST_LABEL).trim(), count: null, chosen: false }]
    : options;
};
