import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitHits } from '../../../../src/renderer/ui/split-hits.ts';

const hits = (text: string, terms: readonly string[]): readonly string[] =>
  splitHits(text, terms)
    .filter((stretch) => stretch.hit)
    .map((stretch) => stretch.text);

describe('splitHits', () => {
  it('marks words whatever their case and accents', () => {
    expect(hits('Réfund the REFUND', ['refund'])).toEqual(['Réfund', 'REFUND']);
  });

  it('marks whole words, as they were found', () => {
    expect(hits('a start, an art, artful', ['art'])).toEqual(['art']);
  });

  it('marks whatever goes on from a beginning', () => {
    expect(hits('Refunds were refunded, unrefunded', ['refun*'])).toEqual(['Refunds', 'refunded']);
    expect(hits('bank transfers by bank', ['bank transf*'])).toEqual(['bank transfers']);
  });

  it('marks words that are written with points or without them, right to left', () => {
    expect(hits('أريد اِسْترداد المبلغ', ['استرداد'])).toEqual(['اِسْترداد']);
  });

  it('marks emoji', () => {
    expect(hits('thanks 👍🏽 bye', ['👍'])).toEqual(['👍']);
  });

  it('marks inside text of scripts without spaces', () => {
    expect(hits('注文を返金してください', ['返金'])).toEqual(['返金']);
  });

  it('marks phrases', () => {
    expect(hits('by bank transfer, bank first', ['bank transfer'])).toEqual(['bank transfer']);
  });

  it('marks overlapping terms once', () => {
    expect(splitHits('refunded', ['refund*', 'refunded'])).toEqual([{ text: 'refunded', hit: true }]);
  });

  it('keeps characters that grow when folded in their place', () => {
    expect(hits('ﬁne refund', ['refund'])).toEqual(['refund']);
  });

  it('leaves markup as the text it is', () => {
    expect(splitHits('<b>refund</b>', ['refund'])).toEqual([
      { text: '<b>', hit: false },
      { text: 'refund', hit: true },
      { text: '</b>', hit: false },
    ]);
  });

  it('never changes the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.array(fc.string({ maxLength: 5 }), { maxLength: 4 }),
        (text, terms) => {
          expect(
            splitHits(text, terms)
              .map((stretch) => stretch.text)
              .join(''),
          ).toBe(text);
        },
      ),
    );
  });
});
