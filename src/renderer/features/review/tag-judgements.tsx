import { Check, X } from 'lucide-react';
import { useId } from 'react';
import type { TagGroup } from '#shared/domain/catalogue.ts';
import type { Tag } from '#shared/domain/interaction.ts';
import type { TagJudgement } from '#shared/domain/journal.ts';
import { useApp } from '../../state/app-store.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { oneLine } from '../conversation/plain-text.ts';
import { judgeTag } from './actions.ts';
import { focusConversation, TAGS_ID } from './focus.ts';
import { MissingTags } from './missing-tags.tsx';
import section from './review-section.module.css';
import { groupRules, groupTags, type ReviewTagGroup } from './tag-groups.ts';
import styles from './tag-judgements.module.css';

export interface TagJudgementsProps {
  readonly interactionId: string;
  readonly tags: readonly Tag[];
  readonly judgements: Readonly<Record<string, TagJudgement>>;
}

/** Whether each tag that Fini gave is right, under the groups the tags were chosen from, and which are missing. */
export const TagJudgements = ({ interactionId, tags, judgements }: TagJudgementsProps) => {
  const catalogue = useApp((state) => state.catalogue);
  const groups = groupTags(tags, catalogue);
  return (
    <section className={section['section']} aria-labelledby="review-tags-title">
      <div className={section['heading']}>
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
        {groups.map(({ group, tags: members }) => (
          <TagGroupRows
            key={group?.id ?? 'none'}
            group={group}
            // One heading that says nothing helps nobody.
            named={groups.length > 1 || group !== null}
            tags={members}
            interactionId={interactionId}
            judgements={judgements}
          />
        ))}
        <MissingTags interactionId={interactionId} tags={tags} judgements={judgements} />
      </ul>
    </section>
  );
};

const TagGroupRows = ({
  group,
  named,
  tags,
  interactionId,
  judgements,
}: ReviewTagGroup & { readonly named: boolean } & Omit<TagJudgementsProps, 'tags'>) => {
  const id = useId();
  return (
    <li className={styles['tagGroup']}>
      {named ? <GroupTitle id={id} group={group} /> : null}
      <ul aria-labelledby={named ? id : 'review-tags-title'}>
        {tags.map(({ tag, known }) => {
          const name = oneLine(tag.name) || oneLine(known?.tagName ?? '') || 'unnamed tag';
          const meaning = oneLine(known?.tagDescription ?? '');
          const judgement = Object.hasOwn(judgements, tag.id) ? judgements[tag.id] : undefined;
          const row = { interactionId, tag, name };
          return (
            <li key={tag.id} className={styles['tagRow']}>
              <bdi className={styles['tagName']} title={meaning === '' ? name : `${name}: ${meaning}`}>
                {name}
              </bdi>
              <TagButton {...row} which="right" pressed={judgement === 'right'} />
              <TagButton {...row} which="wrong" pressed={judgement === 'wrong'} />
            </li>
          );
        })}
      </ul>
    </li>
  );
};

/** The group's title; what it is for and how many of it may be chosen in a tooltip that the keyboard reaches too. */
const GroupTitle = ({ id, group }: { readonly id: string; readonly group: TagGroup | null }) => {
  if (group === null)
    return (
      <span id={id} className={styles['tagGroupTitle']} data-plain>
        Other tags
      </span>
    );
  const description = oneLine(group.description);
  return (
    <Tooltip
      side="left"
      label={
        <span className={styles['tip']}>
          {description === '' ? null : <bdi>{description}</bdi>}
          <span>{groupRules(group)}</span>
        </span>
      }
    >
      <button type="button" id={id} className={styles['tagGroupTitle']}>
        <bdi>{oneLine(group.title) || 'Unnamed group'}</bdi>
      </button>
    </Tooltip>
  );
};

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
  readonly which: Exclude<TagJudgement, 'missing'>;
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
