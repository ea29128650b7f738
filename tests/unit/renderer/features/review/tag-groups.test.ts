import { describe, expect, it } from 'vitest';
import { groupRules, groupTags, otherTags } from '../../../../../src/renderer/features/review/tag-groups.ts';
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

describe('the tags that a conversation does not have', () => {
  const more: Catalogue = {
    ...catalogue,
    tags: [
      ...catalogue.tags,
      { id: 't2', tagGroupId: 'tone', tagName: 'Polite', tagDescription: '' },
      { id: 't3', tagGroupId: 'topic', tagName: 'Réfund', tagDescription: '' },
      { id: 't4', tagGroupId: 'gone', tagName: 'No refund', tagDescription: '' },
      { id: 't5', tagGroupId: 'tone', tagName: ' ', tagDescription: '' },
    ],
  };
  const names = (tags: readonly ReturnType<typeof tag>[], typed = '') =>
    otherTags(tags, more, typed).map(({ name, group: title }) => [name, title]);

  it('are those of the catalogue that were not given, with their groups; nameless ones say nothing', () => {
    expect(names([tag('t1', 'topic')])).toEqual([
      ['Polite', 'tone'],
      ['Réfund', 'topic'],
      ['No refund', ''],
    ]);
    expect(otherTags([], null)).toEqual([]);
  });

  it('are found by name and by group, whatever case and accents, those that begin with it first', () => {
    expect(names([], 'REFUND').map(([name]) => name)).toEqual(['Réfund', 'No refund']);
    expect(names([], 'ton').map(([name]) => name)).toEqual(['Polite']);
  });
});
