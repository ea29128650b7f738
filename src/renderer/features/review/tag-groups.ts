/** The tags of a conversation under the groups they were chosen from. Pure. */
import type { Catalogue, GroupTag, TagGroup } from '#shared/domain/catalogue.ts';
import type { Tag } from '#shared/domain/interaction.ts';

export interface ReviewTag {
  readonly tag: Tag;
  /** What the catalogue says of it; null when it is not there. */
  readonly known: GroupTag | null;
}

export interface ReviewTagGroup {
  /** Null: tags of no group, or of one that the catalogue does not hold. */
  readonly group: TagGroup | null;
  readonly tags: readonly ReviewTag[];
}

/** Groups in the catalogue's order, tags in the conversation's; those of no known group last. */
export const groupTags = (tags: readonly Tag[], catalogue: Catalogue | null): readonly ReviewTagGroup[] => {
  const known = new Map(catalogue?.tags.map((tag) => [tag.id, tag]));
  const members = new Map<string | null, ReviewTag[]>((catalogue?.tagGroups ?? []).map((group) => [group.id, []]));
  const others: ReviewTag[] = [];
  for (const tag of tags) {
    const found = known.get(tag.id) ?? null;
    (members.get(tag.groupId ?? found?.tagGroupId ?? null) ?? others).push({ tag, known: found });
  }
  const groups: ReviewTagGroup[] = (catalogue?.tagGroups ?? [])
    .map((group) => ({ group, tags: members.get(group.id) ?? [] }))
    .filter((group) => group.tags.length > 0);
  return others.length > 0 ? [...groups, { group: null, tags: others }] : groups;
};

/** Rules of a group in a sentence; empty when there is none worth telling. */
export const groupRules = (group: Pick<TagGroup, 'multiselect' | 'mandatory'>): string =>
  [
    ...(group.mandatory ? ['One has to be chosen.'] : []),
    group.multiselect ? 'Several may be chosen.' : 'At most one may be chosen.',
  ].join(' ');
