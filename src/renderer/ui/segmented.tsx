import { RadioGroup as RadixRadioGroup } from 'radix-ui';
import { classNames } from './class-names.ts';
import { ariaKeys } from './key-label.ts';
import type { RadioOption } from './radio-group.tsx';
import styles from './segmented.module.css';
import { Tooltip } from './tooltip.tsx';

export interface SegmentedOption<Value extends string> extends Omit<RadioOption<Value>, 'hint'> {
  readonly shortcut?: string | undefined;
  /** Given when the label is an icon alone, or the shortcut should show. */
  readonly tooltip?: string | undefined;
}

export interface SegmentedProps<Value extends string> {
  /** The accessible name. */
  readonly label: string;
  readonly options: readonly SegmentedOption<Value>[];
  /** null: none chosen. */
  readonly value: Value | null;
  readonly onValueChange: (value: Value) => void;
  readonly size?: 'small' | 'medium';
  readonly stretch?: boolean;
}

/** One of a few, side by side. A radio group to screen readers; arrow keys move the choice. */
export const Segmented = <Value extends string>({
  label,
  options,
  value,
  onValueChange,
  size = 'medium',
  stretch = false,
}: SegmentedProps<Value>) => (
  <RadixRadioGroup.Root
    aria-label={label}
    orientation="horizontal"
    className={classNames(styles['group'], styles[size], stretch && styles['stretch'])}
    value={value}
    onValueChange={(next) => {
      const option = options.find((candidate) => candidate.value === next);
      if (option) onValueChange(option.value);
    }}
  >
    {options.map((option) => (
      <Segment key={option.value} option={option} checked={option.value === value} />
    ))}
  </RadixRadioGroup.Root>
);

const Segment = ({ option, checked }: { readonly option: SegmentedOption<string>; readonly checked: boolean }) => {
  const item = (
    <span className={styles['slot']} data-checked={checked || undefined}>
      <RadixRadioGroup.Item
        value={option.value}
        disabled={option.disabled ?? false}
        className={styles['item']}
        aria-keyshortcuts={option.shortcut ? ariaKeys(option.shortcut) : undefined}
        {...(option.tooltip && typeof option.label !== 'string' ? { 'aria-label': option.tooltip } : {})}
      >
        {option.icon}
        <span>{option.label}</span>
      </RadixRadioGroup.Item>
    </span>
  );
  if (!option.tooltip) return item;
  return (
    <Tooltip label={option.tooltip} shortcut={option.shortcut}>
      {item}
    </Tooltip>
  );
};
