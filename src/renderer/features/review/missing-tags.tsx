import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Tag } from '#shared/domain/interaction.ts';
import type { TagJudgement } from '#shared/domain/journal.ts';
import { useApp } from '../../state/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Popover } from '../../ui/popover.tsx';
import { oneLine } from '../conversation/plain-text.ts';
import { judgeTag } from './actions.ts';
import labels from './label-picker.module.css';
import styles from './missing-tags.module.css';
import { OptionList } from './option-list.tsx';
import { otherTags } from './tag-groups.ts';

/** Longest text looked for among tags, in UTF-16 code units. */
const LONGEST_TYPED = 200;
/** Tags listed at a time; typing narrows them down. */
const MOST_LISTED = 100;

export interface MissingTagsProps {
  readonly interactionId: string;
  /** Those that Fini gave. */
  readonly tags: readonly Tag[];
  readonly judgements: Readonly<Record<string, TagJudgement>>;
}

/** Tags that Fini should have given and did not, and a list of the workspace's tags to name one from. */
export const MissingTags = ({ interactionId, tags, judgements }: MissingTagsProps) => {
  const catalogue = useApp((state) => state.catalogue);
  const [open, setOpen] = useState(false);
  const given = new Set(tags.map(({ id }) => id));
  // One that Fini gives by now is judged as any other.
  const missing = Object.entries(judgements).flatMap(([id, judgement]) =>
    judgement === 'missing' && !given.has(id) ? [id] : [],
  );
  const nameOf = (id: string): string => oneLine(catalogue?.tags.find((tag) => tag.id === id)?.tagName ?? '') || id;
  return (
    <li className={styles['missing']}>
      {missing.length > 0 ? (
        <ul className={labels['labels']} aria-label="Missing tags">
          {missing.map((id) => (
            <li key={id}>
              <Chip
                tone="fail"
                onRemove={() => judgeTag(id, 'missing', interactionId)}
                removeLabel={`Tag “${nameOf(id)}” is not missing`}
              >
                <span className={styles['missingWord']}>Missing:</span> <bdi>{nameOf(id)}</bdi>
              </Chip>
            </li>
          ))}
        </ul>
      ) : null}
      {otherTags(tags, catalogue).length > 0 ? (
        <Popover
          label="Missing tag"
          open={open}
          onOpenChange={setOpen}
          align="start"
          width={280}
          trigger={
            <Button size="small" variant="ghost" icon={<Plus />} className={styles['addMissing'] ?? ''}>
              Missing tag
            </Button>
          }
        >
          <OptionList
            label="Tags that Fini did not give"
            placeholder="Find a tag that is missing"
            nothing="No tag of this workspace is called that."
            maxLength={LONGEST_TYPED}
            optionsFor={(typed) =>
              otherTags(tags, catalogue, typed)
                .slice(0, MOST_LISTED)
                .map(({ id, name, group }) => ({ key: id, name, hint: group, chosen: missing.includes(id) }))
            }
            onChoose={({ key }) => judgeTag(key, 'missing', interactionId)}
            onDone={() => setOpen(false)}
          />
        </Popover>
      ) : null}
    </li>
  );
};
