import type { CacheSummary } from '#shared/contract/data.ts';
import { DAY } from '#shared/domain/workspace.ts';
import { formatAbout, formatCount, formatNumber } from '../../ui/format.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import {
  type ChosenPeriod,
  choosePeriod,
  dayOf,
  estimate,
  INTERACTIONS_A_MINUTE,
  type PeriodChoice,
  PRESET_DAYS,
  presetName,
  roughly,
} from './period-choice.ts';
import styles from './period-chooser.module.css';

export interface PeriodChooserProps {
  readonly choice: PeriodChoice;
  readonly onChoice: (choice: PeriodChoice) => void;
  readonly now: number;
  readonly summary: CacheSummary | null;
  /** Samples are made here, so no limit slows them. */
  readonly sample: boolean;
  /** Some interactions are left out, so there may be fewer than judged by all. */
  readonly narrowed: boolean;
}

/** How far back to fetch: four usual spans or two dates of any distance, and what it will take. */
export const PeriodChooser = ({ choice, onChoice, now, summary, sample, narrowed }: PeriodChooserProps) => {
  const chosen = choosePeriod(choice, now);
  const choose = (value: string): void => {
    const days = PRESET_DAYS.find((preset) => String(preset) === value);
    if (days !== undefined) onChoice({ kind: 'preset', days });
    else onChoice({ kind: 'custom', from: dayOf(now - 13 * DAY), to: dayOf(now) });
  };
  const errorOf = (field: 'from' | 'to'): string | undefined =>
    !chosen.ok && chosen.field === field ? chosen.reason : undefined;
  return (
    <div className={styles['chooser']}>
      <Segmented
        label="Period"
        stretch
        value={choice.kind === 'preset' ? String(choice.days) : 'custom'}
        onValueChange={choose}
        options={[
          ...PRESET_DAYS.map((days) => ({ value: String(days), label: presetName(days) })),
          { value: 'custom', label: 'Custom' },
        ]}
      />
      {choice.kind === 'custom' ? (
        <div className={styles['dates']}>
          <TextField
            type="date"
            label="First day"
            value={choice.from}
            max={dayOf(now)}
            onChange={(event) => onChoice({ ...choice, from: event.target.value })}
            error={errorOf('from')}
          />
          <TextField
            type="date"
            label="Last day"
            value={choice.to}
            max={dayOf(now)}
            onChange={(event) => onChoice({ ...choice, to: event.target.value })}
            error={errorOf('to')}
          />
        </div>
      ) : null}
      <p className={styles['estimate']} aria-live="polite">
        {estimateOf(chosen, summary, sample, narrowed)}
      </p>
    </div>
  );
};

const estimateOf = (chosen: ChosenPeriod, summary: CacheSummary | null, sample: boolean, narrowed: boolean): string => {
  if (!chosen.ok) return '';
  const days = formatCount(chosen.days, 'day');
  if (sample) return `${days} of sample interactions, made on this machine.`;
  const guess = estimate(summary, chosen.period);
  if (!guess) {
    return `Fini does not tell the number in advance. At the key’s limit, ${formatNumber(INTERACTIONS_A_MINUTE)} interactions take about a minute. Newest come first.`;
  }
  const about = narrowed ? 'at most about' : 'about';
  return `${days} · ${about} ${formatCount(roughly(guess.interactions), 'interaction')} · ${formatAbout(guess.milliseconds)} at the key’s limit`;
};
