import { describe, expect, it } from 'vitest';
import { groupRules, groupTags } from '../../../../../src/renderer/features/review/tag-groups.ts';
import type { Catalogue } from '../../../../../src/shared/domain/catalogue.ts';
import { tagSchema } from '../../../../../src/shared/domain/interaction.ts';

const group = (id: string) => ({ id, title: id, description: '', multiselect: false, mandatory: false });
const catalogue: Catalogue = {
  agents: [],
  tagGroups: [group('topic'), group('tone')],
  tags: [{ id: 't1', tagGroupId: 'topic', tagName: 'Billing', tagDescription: 'About invoices' }],
  fetchedAt: 0,
};
const tag = (id: string, groupId: string | null) => tagSchema.parse({ id, name: id, groupId });

const drawn = (tags: readonly ReturnType<typeof tag>[], known: Catalogue | null) =>
  groupTags(tags, known).map((part) => [part.group?.id ?? null, part.tags.map((member) => member.tag.id)]);

describe('the tags of a conversation', () => {
  it('stand under their groups, in the catalogue’s order, and groups without any are left out', () => {
    expect(drawn([tag('a', 'tone'), tag('t1', 'topic')], catalogue)).toEqual([
      ['topic', ['t1']],
      ['tone', ['a']],
    ]);
  });

  it('are found by the catalogue when they name no group themselves', () => {
    expect(drawn([tag('t1', null)], catalogue)).toEqual([['topic', ['t1']]]);
    expect(groupTags([tag('t1', null)], catalogue)[0]?.tags[0]?.known?.tagDescription).toBe('About invoices');
  });

  it('of groups nobody knows come last, together', () => {
    expect(drawn([tag('x', 'gone'), tag('y', null), tag('t1', 'topic')], catalogue)).toEqual([
      ['topic', ['t1']],
      [null, ['x', 'y']],
    ]);
  });

  it('are one group while there is no catalogue', () => {
    expect(drawn([tag('x', 'gone'), tag('t1', 'topic')], null)).toEqual([[null, ['x', 't1']]]);
    expect(drawn([], null)).toEqual([]);
  });
});

describe('the rules of a group', () => {
  it('say how many may be chosen', () => {
    expect(groupRules({ multiselect: true, mandatory: false })).toBe('Several may be chosen.');
    expect(groupRules({ multiselect: false, mandatory: true })).toBe(
      'One has to be chosen. At most one may be chosen.',
    );
  });
});
