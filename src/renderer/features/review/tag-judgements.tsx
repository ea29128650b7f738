import { Check, X } from 'lucide-react';
import type { Tag } from '#shared/domain/interaction.ts';
import type { TagJudgement } from '#shared/domain/journal.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { oneLine } from '../conversation/plain-text.ts';
import { judgeTag } from './actions.ts';
import { focusConversation, TAGS_ID } from './focus.ts';
import styles from './review-panel.module.css';

export interface TagJudgementsProps {
  readonly interactionId: string;
  readonly tags: readonly Tag[];
  readonly judgements: Readonly<Record<string, TagJudgement>>;
}

/** Whether each tag that Fini gave is right. */
export const TagJudgements = ({ interactionId, tags, judgements }: TagJudgementsProps) => (
  <section className={styles['section']} aria-labelledby="review-tags-title">
    <div className={styles['heading']}>
      <h3 id="review-tags-title">Tags</h3>
      <Kbd keys="t" />
    </div>
    <ul
      id={TAGS_ID}
      className={styles['tags']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        focusConversation();
      }}
    >
      {tags.map((tag) => {
        const name = oneLine(tag.name) || 'unnamed tag';
        const judgement = Object.hasOwn(judgements, tag.id) ? judgements[tag.id] : undefined;
        return (
          <li key={tag.id} className={styles['tagRow']}>
            <bdi className={styles['tagName']} title={name}>
              {name}
            </bdi>
            <TagButton
              interactionId={interactionId}
              tag={tag}
              name={name}
              which="right"
              pressed={judgement === 'right'}
            />
            <TagButton
              interactionId={interactionId}
              tag={tag}
              name={name}
              which="wrong"
              pressed={judgement === 'wrong'}
            />
          </li>
        );
      })}
    </ul>
  </section>
);

const TagButton = ({
  interactionId,
  tag,
  name,
  which,
  pressed,
}: {
  readonly interactionId: string;
  readonly tag: Tag;
  readonly name: string;
  readonly which: TagJudgement;
  readonly pressed: boolean;
}) => (
  <Tooltip label={pressed ? `Judged ${which}; press again to take it back` : `Tag is ${which}`}>
    <button
      type="button"
      className={styles['tagButton']}
      data-which={which}
      aria-pressed={pressed}
      aria-label={`Tag “${name}” is ${which}`}
      onClick={() => judgeTag(tag.id, which, interactionId)}
    >
      {which === 'right' ? <Check aria-hidden="true" /> : <X aria-hidden="true" />}
    </button>
  </Tooltip>
);
