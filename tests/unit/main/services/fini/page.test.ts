import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePage } from '../../../../../src/main/services/fini/page.ts';
import { interactionAt } from '../support.ts';

const page = (body: object) => parsePage({ interactions: [], hasMore: false, nextCursor: null, ...body });

describe('a page', () => {
  it('may call its rows conversations', () => {
    const row = interactionAt(1000, 'a');
    expect(parsePage({ conversations: [row], hasMore: false, nextCursor: null }).rows.map(({ id }) => id)).toEqual([
      'a',
    ]);
  });

  it('goes on when a row is bad, and counts it', () => {
    const parsed = page({ interactions: [interactionAt(1, 'a'), { id: 'no time' }, null, 'x', interactionAt(2, 'b')] });
    expect(parsed.rows.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(parsed.quarantined).toBe(3);
  });

  it('takes a cursor for what it is: opaque, perhaps a number, never empty', () => {
    expect(page({ nextCursor: 42 }).nextCursor).toBe('42');
    expect(page({ nextCursor: '' }).nextCursor).toBeNull();
    expect(page({ nextCursor: 'id with / and ?' }).nextCursor).toBe('id with / and ?');
  });

  it('goes on as long as there is a cursor when it does not say whether there is more', () => {
    expect(parsePage({ interactions: [], nextCursor: 'c' }).hasMore).toBe(true);
    expect(parsePage({ interactions: [] }).hasMore).toBe(false);
  });

  it('keeps an own __proto__ key of user attributes as data', () => {
    const row: unknown = JSON.parse(
      '{"id":"a","createdAt":1,"userAttributes":{"__proto__":{"isAdmin":true},"plan":"Pro"},"events":[]}',
    );
    const [parsed] = page({ interactions: [row] }).rows;
    expect(Object.keys(parsed?.userAttributes ?? {})).toEqual(['__proto__', 'plan']);
    expect(Object.getPrototypeOf(parsed?.userAttributes)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  it.each([null, 'text', 12, [], {}, { interactions: {} }, { interactions: [], hasMore: 'yes' }, { data: [] }])(
    'is not %j',
    (body) => {
      expect(() => parsePage(body)).toThrowError(expect.objectContaining({ code: 'unexpected-shape' }));
    },
  );

  it('accounts for every row, whatever the rows are', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.jsonValue(), fc.constant(interactionAt(5, 'x')))), (rows) => {
        const parsed = page({ interactions: rows });
        return parsed.rows.length + parsed.quarantined === rows.length;
      }),
    );
  });
});
