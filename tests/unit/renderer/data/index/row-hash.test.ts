import { describe, expect, it } from 'vitest';
import type { Interaction } from '#shared/domain/interaction.ts';
import { hashesOf } from '../../../../../src/renderer/data/index/document.ts';
import { interaction } from '../cache/open-cache.ts';

const event = {
  id: 'e1',
  createdAt: 1001,
  role: 'user',
  type: 'message',
  message: 'hello',
  attachments: [{ name: 'a.png', url: 'https://one', expiresAt: 1 }],
  tags: [{ id: 't', name: 'Refund', groupId: 'g' }],
  usedArticles: [{ id: 'a', title: 'How to', documentUrl: null }],
};
const whole = (fields: object = {}, ofEvent: object = {}): Interaction =>
  interaction(1, '', { userAttributes: { plan: 'Pro' }, events: [{ ...event, ...ofEvent }], ...fields });
const rowHash = (one: Interaction): string => hashesOf(one).rowHash;

describe('the hash of a row', () => {
  it.each([
    ['a status', { status: 'Closed' }, {}],
    ['an attribute', { userAttributes: { plan: 'Free' } }, {}],
    ['a folder', { usedSubfolders: [{ id: 's', title: 'Folder' }] }, {}],
    ['a field nobody knows', { tags: ['new'] }, {}],
    ['a message', {}, { message: 'hullo' }],
    ["a tag's group", {}, { tags: [{ id: 't', name: 'Refund', groupId: 'other' }] }],
    ["a tag's name", {}, { tags: [{ id: 't', name: 'Refunds', groupId: 'g' }] }],
    ['a field nobody knows of a tag', {}, { tags: [{ id: 't', name: 'Refund', groupId: 'g', color: 'red' }] }],
    ['a field nobody knows of an article', {}, { usedArticles: [{ ...event.usedArticles[0], score: 1 }] }],
    ['an attachment', {}, { attachments: [{ name: 'b.png' }] }],
    ['where it is kept elsewhere', {}, { externalId: 'x' }],
  ])('changes with %s', (_, fields, ofEvent) => {
    expect(rowHash(whole(fields, ofEvent))).not.toBe(rowHash(whole()));
  });

  it('stays when an attachment is only kept under another address', () => {
    const moved = [{ name: 'a.png', url: 'https://two', expiresAt: 2 }];
    expect(rowHash(whole({}, { attachments: moved }))).toBe(rowHash(whole()));
  });
});
