import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachTermPlace } from '#shared/query/terms.ts';
import { ByteReader } from '../../../../../src/renderer/data/bytes/byte-reader.ts';
import type { TextBatch } from '../../../../../src/renderer/data/index/inverting.ts';
import { invert } from '../../../../../src/renderer/data/index/inverting.ts';
import { readPostings } from '../../../../../src/renderer/data/index/lists.ts';
import type { TermCursor } from '../../../../../src/renderer/data/index/term-cursor.ts';
import { TermDictionary, TermDictionaryWriter } from '../../../../../src/renderer/data/index/term-dictionary.ts';
import { orderOf } from '../../../../../src/renderer/data/index/term-order.ts';

interface Field {
  readonly side: number;
  readonly text: string;
}

const batch = (documents: readonly (readonly Field[])[], attributes: readonly string[] = []): TextBatch => ({
  texts: documents.map((fields) => fields.map(({ text }) => text).join('')),
  fields: Uint32Array.from(documents.flat(), ({ side, text }) => text.length * 8 + side),
  fieldCounts: Uint32Array.from(documents, (fields) => fields.length),
  attributes: documents.flatMap(() => attributes),
  attributeCounts: Uint32Array.from(documents, () => attributes.length),
});

/** Each term with the documents and places it stands at, one a line, as the index tells. */
const told = (texts: TextBatch): readonly string[] => {
  const { dictionary, postings, positions } = invert(texts);
  const lines: string[] = [];
  for (const [term, entry] of new TermDictionary(dictionary).from('')) {
    const documents = readPostings(postings, entry);
    const reader = new ByteReader(positions, entry.positionsAt);
    const ends = entry.positionsLength === 0 ? [] : Array.from(documents, () => reader.varint());
    documents.forEach((document, index) => {
      const end = reader.at + (ends[index] ?? 0);
      let place = 0;
      const places: number[] = [];
      while (reader.at < end) {
        place += reader.varint();
        places.push(place);
      }
      lines.push(`${term} ${document}: ${places.join(' ')}`);
    });
  }
  return lines;
};

/** The same, as the plainest reading of the texts tells it. */
const read = (documents: readonly (readonly Field[])[]): readonly string[] => {
  const all = new Map<string, number[][]>();
  documents.forEach((fields, document) => {
    let place = 0;
    for (const { text } of fields) {
      eachTermPlace(text, (folded, start, end) => {
        const term = folded.slice(start, end);
        const places = all.get(term) ?? documents.map(() => []);
        places[document]!.push(place);
        place += 1;
        all.set(term, places);
      });
      place += 1;
    }
  });
  return [...all]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([term, places]) =>
      places.flatMap((at, document) => (at.length > 0 ? [`${term} ${document}: ${at.join(' ')}`] : [])),
    );
};

const words = fc.stringMatching(/^[ -~\n]{0,80}$/u);
const text = fc.oneof(
  { weight: 4, arbitrary: words },
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    'Größe №5 – 退款申请',
    'thanks 👍🏽 a\u0000b',
    `${'x'.repeat(70)} y`,
    `${'é'.repeat(70)} y`,
    '\ud83d',
    '\ude00',
  ),
);
const documents = fc.array(fc.array(fc.record({ side: fc.nat(7), text }), { maxLength: 5 }), {
  minLength: 1,
  maxLength: 8,
});

describe('inverted texts', () => {
  it('tell of every term where it stands, in the order of terms', () => {
    fc.assert(
      fc.property(documents, (all) => {
        expect(told(batch(all))).toEqual(read(all));
      }),
      { numRuns: 300 },
    );
  });

  it('tell of every field its side and how many terms it has', () => {
    const { sides } = invert(
      batch([
        [
          { side: 1, text: 'two words' },
          { side: 7, text: 'größer' },
        ],
        [{ side: 2, text: '—' }],
      ]),
    );
    expect([...sides]).toEqual([2, 2 * 8 + 1, 1 * 8 + 7, 1, 2]);
  });

  it('keep terms without a place apart from words, and have nothing of the batch before', () => {
    const one = [[{ side: 1, text: 'pro' }]];
    invert(batch([[{ side: 0, text: 'something else' }]], ['\u0001old\u0002']));
    expect(told(batch(one, ['\u0001plan\u0002prö']))).toEqual(['\u0001plan\u0002prö 0: ', 'pro 0: 0']);
  });
});

describe('the order of terms', () => {
  const byUnits = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

  it('is that of their UTF-16 code units', () => {
    const unit = fc.constantFrom('a', 'b', 'é', '\u0001', '\ud7ff', '\ue000', '\uffee', '😀', '𝒳', '退', 'ก');
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit, maxLength: 12 }), { maxLength: 60 }), (terms) => {
        const encoded = terms.map((term) => new TextEncoder().encode(term));
        const at = new Uint32Array(terms.length + 1);
        encoded.forEach((bytes, term) => {
          at[term + 1] = at[term]! + bytes.length;
        });
        const bytes = Uint8Array.from(encoded.flatMap((one) => [...one]));
        const order = orderOf({ bytes, at, count: terms.length });
        expect([...order].map((term) => terms[term])).toEqual([...terms].sort(byUnits));
      }),
      { numRuns: 300 },
    );
  });

  it('is kept by cursors, which tell the same terms and lists as the dictionary', () => {
    const unit = fc.constantFrom('a', 'ab', 'é', '\ud7ff', '\ufa0e', '\uffee', '😀', '𠀀', 'x'.repeat(300));
    const sorted = fc.uniqueArray(fc.string({ unit, maxLength: 8 }), { maxLength: 50 }).map((all) => all.sort(byUnits));
    const dictionaryOf = (terms: readonly string[]): TermDictionary => {
      const writer = new TermDictionaryWriter();
      terms.forEach((term, index) => {
        writer.add(term, index, index * 3, index * 200);
      });
      return new TermDictionary(writer.finish());
    };
    const textOf = ({ bytes, length }: TermCursor): string => new TextDecoder().decode(bytes.subarray(0, length));
    fc.assert(
      fc.property(sorted, sorted, (one, other) => {
        const walked: unknown[] = [];
        const cursor = dictionaryOf(one).walk();
        while (cursor.next()) {
          const { documents, postingsAt, positionsAt, postingsLength, positionsLength } = cursor;
          walked.push([textOf(cursor), { documents, postingsAt, positionsAt, postingsLength, positionsLength }]);
          const beside = dictionaryOf(other).walk();
          while (beside.next()) expect(Math.sign(cursor.compare(beside))).toBe(byUnits(textOf(cursor), textOf(beside)));
        }
        expect(cursor.ended).toBe(true);
        expect(walked).toEqual([...dictionaryOf(one).from('')]);
      }),
    );
  });
});
