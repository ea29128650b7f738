/** What the made-up workspace calls its agents, its tag groups and the tags in them. */
import type { Agent, GroupTag, TagGroup } from '#shared/domain/catalogue.ts';
import { type SampleTag, SENTIMENT_GROUP, SENTIMENTS, TOPIC_GROUP, TOPICS } from './catalogue.ts';

export const SAMPLE_AGENTS: readonly Agent[] = [
  { id: '6f1c2b1e-5c0a-4a57-9d3e-0a6a7f14001', name: 'Support' },
  { id: '6f1c2b1e-5c0a-4a57-9d3e-0a6a7f14002', name: 'Billing' },
];

/** The agent that answered an interaction: the same one every time. */
export const sampleAgentOf = (interactionId: string): string => {
  let sum = 0;
  for (const letter of interactionId) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1009;
  return (SAMPLE_AGENTS[sum % 3 === 0 ? 1 : 0] ?? SAMPLE_AGENTS[0])?.id ?? '';
};

export const sampleTagGroups = (): readonly TagGroup[] => [
  {
    id: TOPIC_GROUP,
    title: 'Topic',
    description: 'What the customer wants.',
    multiselect: true,
    mandatory: true,
  },
  {
    id: SENTIMENT_GROUP,
    title: 'Sentiment',
    description: 'How the customer feels at the end.',
    multiselect: false,
    mandatory: false,
  },
];

export const sampleTags = (groupIds: readonly string[]): readonly GroupTag[] => {
  const tags: readonly SampleTag[] = [...Object.values(TOPICS).map(({ tag }) => tag), ...Object.values(SENTIMENTS)];
  return tags.flatMap(({ id, name, groupId }) =>
    groupId !== null && groupIds.includes(groupId)
      ? [{ id, tagGroupId: groupId, tagName: name, tagDescription: '' }]
      : [],
  );
};
