import { describe, expect, it } from 'vitest';
import { judgementSchema, LONGEST_LABEL, LONGEST_NOTE } from '#shared/domain/journal.ts';
import { isFinished, runStateSchema } from '#shared/domain/sync.ts';
import { periodSchema, reviewerSchema } from '#shared/domain/workspace.ts';

describe('a period', () => {
  it.each([
    [{ since: 0, until: 1 }, true],
    [{ since: 5, until: 5 }, false],
    [{ since: 6, until: 5 }, false],
    [{ since: -1, until: 5 }, false],
    [{ since: 0.5, until: 5 }, false],
  ])('%o is usable: %s', (period, usable) => {
    expect(periodSchema.safeParse(period).success).toBe(usable);
  });
});

describe('a judgement', () => {
  it.each([
    [{ kind: 'verdict', verdict: 'pass' }, true],
    [{ kind: 'verdict', verdict: null }, true],
    [{ kind: 'verdict', verdict: 'maybe' }, false],
    [{ kind: 'label', label: 'x'.repeat(LONGEST_LABEL), present: true }, true],
    [{ kind: 'label', label: 'x'.repeat(LONGEST_LABEL + 1), present: true }, false],
    [{ kind: 'label', label: '   ', present: true }, false],
    [{ kind: 'note', text: '' }, true],
    [{ kind: 'note', text: 'x'.repeat(LONGEST_NOTE + 1) }, false],
    [{ kind: 'tag', tagId: 't', judgement: null }, true],
    [{ kind: 'undo', of: 'not-a-uuid' }, false],
    [{ kind: 'delete-everything' }, false],
  ])('is accepted or refused by its kind and length (case %#)', (judgement, accepted) => {
    expect(judgementSchema.safeParse(judgement).success).toBe(accepted);
  });

  it('trims labels, so that two spellings of one label do not differ by a space', () => {
    expect(judgementSchema.parse({ kind: 'label', label: ' tone ', present: true })).toMatchObject({ label: 'tone' });
  });
});

describe('a reviewer', () => {
  it('has a name that is more than white space', () => {
    const id = '0198f2c0-0000-7000-8000-000000000001';
    expect(reviewerSchema.parse({ id, name: '  Ada  ' }).name).toBe('Ada');
    expect(reviewerSchema.safeParse({ id, name: '  ' }).success).toBe(false);
  });
});

describe('a run', () => {
  it('is finished when it is complete, stopped or interrupted, and not while it waits', () => {
    expect(runStateSchema.options.filter(isFinished)).toEqual(['complete', 'stopped', 'interrupted']);
  });
});
