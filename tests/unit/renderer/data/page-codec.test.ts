import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader } from '../../../../src/renderer/data/bytes/byte-reader.ts';
import { ByteWriter } from '../../../../src/renderer/data/bytes/byte-writer.ts';
import { bytesToUuid, isUuid, uuidToBytes } from '../../../../src/renderer/data/bytes/uuid.ts';
import { encodeRows } from '../../../../src/renderer/data/cache/page-codec.ts';
import { packPage, unpackPage } from '../../../../src/renderer/data/cache/page-content.ts';
import { decodeElements, decodeRows } from '../../../../src/renderer/data/cache/page-decoder.ts';
import { interaction } from './cache/open-cache.ts';

const roundTrip = (rows: readonly unknown[]): readonly unknown[] => {
  const { deflatable, random } = encodeRows(rows);
  return decodeRows(new Uint8Array([...deflatable, ...random]));
};

/** JSON as it comes from a wire: own `__proto__` keys stay keys. */
const json = fc.jsonValue({ maxDepth: 4, noUnicodeString: false } as fc.JsonSharedConstraints);
const key = fc.constantFrom('id', 'a', 'b', '__proto__', 'constructor', '');
const like = fc.oneof(
  fc.uuid(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(null),
  fc.constant([]),
  fc.constantFrom('chat', 'email'),
  fc.array(fc.record({ id: fc.uuid(), at: fc.nat() }), { maxLength: 3 }),
);
const rowsAlike = fc
  .array(key, { minLength: 1, maxLength: 4 })
  .chain((keys) => fc.array(fc.tuple(...keys.map((name) => fc.tuple(fc.constant(name), like))), { maxLength: 40 }))
  .map((all) =>
    all.map(
      (entries) =>
        JSON.parse(
          `{${[...new Map(entries)].map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`,
        ) as unknown,
    ),
  );

describe('pages as bytes', () => {
  it('bring any JSON back as it was, keys in their order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(json, fc.constant(JSON.parse('{"__proto__":{"a":1},"a":{"a":{"a":[]}}}'))), { maxLength: 8 }),
        (rows) => {
          // JSON has no -0.
          const plain = JSON.parse(JSON.stringify(rows)) as unknown[];
          expect(JSON.stringify(roundTrip(plain))).toBe(JSON.stringify(plain));
        },
      ),
    );
  });

  it('bring rows of like shape back, whatever their columns hold', () => {
    fc.assert(
      fc.property(rowsAlike, (rows) => {
        expect(JSON.stringify(roundTrip(rows))).toBe(JSON.stringify(rows));
      }),
    );
  });

  it('give one element of each list as the whole gives it, whatever stands before and behind', () => {
    const lists = fc.tuple(rowsAlike, rowsAlike, fc.array(json, { maxLength: 4 }));
    fc.assert(
      fc.property(lists, fc.nat(40), ([one, two, rest], index) => {
        const { deflatable, random } = encodeRows([one, two, rest, null]);
        const elements = decodeElements(new Uint8Array([...deflatable, ...random]), index, 2);
        expect(JSON.stringify(elements)).toBe(JSON.stringify([one[index], two[index]]));
      }),
    );
  });

  it('tell few texts apart, in whatever turn they come', () => {
    const few = fc.constantFrom('user', 'finibot', 'agent', '00000000-0000-4000-8000-000000000001');
    fc.assert(
      fc.property(fc.array(few, { maxLength: 120 }), (roles) => {
        const rows = roles.map((role) => ({ role }));
        expect(roundTrip(rows)).toEqual(rows);
      }),
    );
  });

  it('tell addresses of different beginnings apart', () => {
    const rows = ['https://a.example/inbox/', 'https://b.example/inbox/', 'https://b.example/inbox/', 'x'].map(
      (beginning, number) => interaction(number, 'hello', { url: `${beginning}conversation-${number}` }),
    );
    const { deflatable, random } = packPage({ rows, supersedes: [], seenAt: null });
    expect(unpackPage(new Uint8Array([...deflatable, ...random])).rows).toEqual(rows);
  });

  it('never set a prototype', () => {
    const [row] = roundTrip([JSON.parse('{"__proto__":{"polluted":true}}')]) as [object];
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
    expect(Object.keys(row)).toEqual(['__proto__']);
  });

  it('leave out what is undefined, as JSON does', () => {
    expect(
      roundTrip([
        { a: undefined, b: 1 },
        { a: 2, b: 1 },
      ]),
    ).toEqual([{ b: 1 }, { a: 2, b: 1 }]);
  });
});

describe('numbers and ids as bytes', () => {
  it('stand behind a text that was encoded in place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (text, number) => {
        const writer = new ByteWriter(1);
        writer.longText(text);
        writer.varint(number);
        const reader = new ByteReader(writer.finish());
        expect([reader.text(), reader.varint()]).toEqual([text, number]);
      }),
    );
  });

  it('stand behind texts of any length and script', () => {
    const piece = fc.constantFrom('a', 'words ', 'é', '·', '—', '退', '😀');
    fc.assert(
      fc.property(fc.string({ unit: piece, maxLength: 140 }), fc.nat(), (text, number) => {
        const writer = new ByteWriter(1);
        writer.text(text);
        writer.varint(number);
        const reader = new ByteReader(writer.finish());
        expect([reader.text(), reader.varint(), reader.done]).toEqual([text, number, true]);
      }),
    );
  });

  it('come back as they were', () => {
    fc.assert(
      fc.property(
        fc.array(fc.maxSafeNat()),
        fc.array(fc.integer({ min: -(2 ** 51), max: 2 ** 51 })),
        (whole, signed) => {
          const writer = new ByteWriter(1);
          for (const value of whole) writer.varint(value);
          for (const value of signed) writer.signed(value);
          const reader = new ByteReader(writer.finish());
          expect(whole.map(() => reader.varint())).toEqual(whole);
          expect(signed.map(() => reader.signed() + 0)).toEqual(signed.map((value) => value + 0));
          expect(reader.done).toBe(true);
        },
      ),
    );
  });

  it('refuse to be read past their end', () => {
    expect(() => new ByteReader(new Uint8Array([0x80])).varint()).toThrow(RangeError);
    expect(() => new ByteReader(new Uint8Array([5, 1])).text()).toThrow(RangeError);
  });

  it('take only the one spelling of a UUID that comes back the same', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(isUuid(uuid)).toBe(true);
        expect(bytesToUuid(uuidToBytes(uuid))).toBe(uuid);
        expect(isUuid(uuid.toUpperCase())).toBe(uuid.toUpperCase() === uuid);
      }),
    );
    expect(isUuid('0000000000000-4000-8000-000000000000')).toBe(false);
  });
});
