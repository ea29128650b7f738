import { describe, expect, it } from 'vitest';
import { earlierVersions } from '../../../../../src/renderer/features/conversation/history.ts';
import type { InteractionVersion } from '../../../../../src/shared/contract/data.ts';
import { interactionSchema } from '../../../../../src/shared/domain/interaction.ts';

const version = (contentHash: string, judged = false): InteractionVersion => ({
  contentHash,
  seenAt: null,
  judged,
  interaction: interactionSchema.parse({ id: 'i', createdAt: 0, events: [] }),
});

const ids = (versions: readonly InteractionVersion[]) =>
  earlierVersions(versions).map(({ id, version: { contentHash } }) => `${id} ${contentHash}`);

describe('the versions to compare with', () => {
  it('are none when there is only the current one', () => {
    expect(ids([])).toEqual([]);
    expect(ids([version('now', true)])).toEqual([]);
  });

  it('begin with the judged one', () => {
    expect(ids([version('d'), version('c'), version('b', true), version('a')])).toEqual([
      'judged b',
      'previous c',
      'first a',
    ]);
  });

  it('name each version once', () => {
    expect(ids([version('b'), version('a', true)])).toEqual(['judged a']);
  });

  it('do without the judged one when it is no longer kept', () => {
    expect(ids([version('c'), version('b'), version('a')])).toEqual(['previous b', 'first a']);
  });
});
