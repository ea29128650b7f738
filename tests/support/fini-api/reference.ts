/** The endpoints beside the list: agents, tag groups and tags. */
import type { StoredTag } from './store.ts';

export interface Agent {
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

const CREATED = '2026-01-05T09:30:00.000Z';

export const DEFAULT_AGENTS: readonly Agent[] = [
  { id: '0b6f4f0e-3f5a-4c53-9c0e-2f1f3f9b7a01', name: 'Support', createdAt: CREATED },
  { id: '5d1f8a52-8f0b-4b7e-8f43-7f6a0f1d2b02', name: 'Billing', createdAt: CREATED },
  { id: 'a7c3c9d4-1f2e-4a6b-b1d5-9e8c7b6a5f03', name: 'Onboarding', createdAt: '2026-03-17T14:05:00.000Z' },
];

/** The groups that the tags of the interactions name. */
export const tagGroupsOf = (tags: Iterable<StoredTag>): readonly Readonly<Record<string, unknown>>[] => {
  const groups = new Map<string, string>();
  for (const tag of tags) if (tag.groupId !== null && !groups.has(tag.groupId)) groups.set(tag.groupId, tag.name);
  return [...groups].map(([id, firstTag], index) => ({
    id,
    title: `Group ${index + 1}`,
    description: `Tags such as ${firstTag}`,
    prompt: 'Choose the tag that fits what the customer wants.',
    multiselect: index % 2 === 0,
    mandatory: false,
    isOutputTagGroup: true,
    companyId: null,
    createdAt: CREATED,
    updatedAt: CREATED,
  }));
};

/** The tags of some groups, as the tag endpoints write them. */
export const tagsOf = (
  tags: Iterable<StoredTag>,
  groupIds: readonly string[],
): readonly Readonly<Record<string, unknown>>[] => {
  const wanted = new Set(groupIds);
  return [...tags]
    .filter((tag) => tag.groupId !== null && wanted.has(tag.groupId))
    .map((tag) => ({
      id: tag.id,
      tagGroupId: tag.groupId,
      tagName: tag.name,
      tagDescription: `The customer writes about ${tag.name}`,
      createdAt: CREATED,
    }));
};
