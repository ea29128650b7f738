import { Plus } from 'lucide-react';
import { LONGEST_LABEL } from '#shared/domain/journal.ts';
import { useReview } from '../../state/review-desk.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Popover } from '../../ui/popover.tsx';
import { oneLine } from '../conversation/plain-text.ts';
import { setLabel } from './actions.ts';
import { labelOptions } from './label-options.ts';
import styles from './label-picker.module.css';
import { OptionList } from './option-list.tsx';
import section from './review-section.module.css';
import { setLabelsOpen, useLabelsOpen } from './review-ui-store.ts';

export interface LabelPickerProps {
  readonly interactionId: string;
  readonly labels: readonly string[];
}

/** The labels of the interaction, and a list to choose more from or make new ones. */
export const LabelPicker = ({ interactionId, labels }: LabelPickerProps) => {
  const open = useLabelsOpen();
  return (
    <section className={section['section']} aria-labelledby="review-labels">
      <div className={section['heading']}>
        <h3 id="review-labels">Labels</h3>
        <Popover
          label="Labels"
          open={open}
          onOpenChange={setLabelsOpen}
          align="end"
          width={260}
          trigger={
            <Button size="small" variant="ghost" icon={<Plus />} shortcut="l" className={styles['add'] ?? ''}>
              Label
            </Button>
          }
        >
          <LabelList interactionId={interactionId} labels={labels} />
        </Popover>
      </div>
      {labels.length > 0 ? (
        <ul className={styles['labels']} aria-label="Labels given">
          {labels.map((label) => (
            <li key={label}>
              <Chip
                onRemove={() => setLabel(label, false, interactionId)}
                removeLabel={`Remove label ${oneLine(label)}`}
              >
                <bdi>{oneLine(label)}</bdi>
              </Chip>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
};

const LabelList = ({ interactionId, labels }: LabelPickerProps) => {
  const known = useReview((state) => state.labels);
  return (
    <OptionList
      label="Labels"
      placeholder="Find or create a label"
      nothing="No labels yet. Type a name and press Enter."
      maxLength={LONGEST_LABEL}
      optionsFor={(typed) =>
        labelOptions(typed, known, labels).map(({ label, count, chosen }) => ({
          key: count === null ? 'new' : label,
          name: label,
          chosen,
          ...(count === null ? { isNew: true } : { hint: formatNumber(count) }),
        }))
      }
      onChoose={({ name, chosen }) => setLabel(name, !chosen, interactionId)}
      onDone={() => setLabelsOpen(false)}
    />
  );
};
