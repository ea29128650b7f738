/** The tags of a conversation under the groups they were chosen from. Pure. */
import type { Catalogue, GroupTag, TagGroup } from '#shared/domain/catalogue.ts';
import type { Tag } from '#shared/domain/interaction.ts';
import { foldName } from '#shared/query/terms.ts';

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

/** A tag of the catalogue that a conversation does not have. */
export interface OtherTag {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  /** What it is for. */
  readonly description: string;
}

/**
 * Tags that Fini could have given and did not, in the catalogue's order.
 *
 * @param typed only those whose name or group holds it, those whose name begins with it first
 */
export const otherTags = (tags: readonly Tag[], catalogue: Catalogue | null, typed = ''): readonly OtherTag[] => {
  if (catalogue === null) return [];
  const given = new Set(tags.map(({ id }) => id));
  const titles = new Map(catalogue.tagGroups.map(({ id, title }) => [id, title]));
  const wanted = foldName(typed);
  const others = catalogue.tags
    .filter(({ id, tagName }) => !given.has(id) && tagName.trim() !== '')
    .map(({ id, tagName, tagGroupId, tagDescription }) => ({
      id,
      name: tagName,
      group: titles.get(tagGroupId) ?? '',
      description: tagDescription,
    }))
    .filter(({ name, group }) => foldName(name).includes(wanted) || foldName(group).includes(wanted));
  const begins = others.filter(({ name }) => foldName(name).startsWith(wanted));
  return [...begins, ...others.filter((other) => !begins.includes(other))];
};
