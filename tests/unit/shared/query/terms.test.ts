import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWithPlaces } from '#shared/query/fold.ts';
import { foldText, LONGEST_TERM, termsOf } from '#shared/query/terms.ts';

describe('terms', () => {
  it.each([
    ['Café RÉSUMÉ', ['cafe', 'resume']],
    ['Straße, Łódź; Ærø', ['strasse', 'lodz', 'aero']],
    ['ΟΔΟΣ οδός', ['οδοσ', 'οδοσ']],
    ['İstanbul', ['istanbul']],
    ['ﬁne ｆｕｌｌ １２', ['fine', 'full', '12']],
    ['don’t a@b.com', ['don', 't', 'a', 'b', 'com']],
    ['Привет, Ёжик', ['привет', 'ежик']],
    ['ISPARTA ISI ısı', ['isparta', 'isi', 'isi']],
    ['Acme™ H₂O m² ½', ['acme', 'h2o', 'm2', '1', '2']],
    ['co\u00adoperate \u202bשלום\u202c', ['cooperate', 'שלום']],
    ['https://x.com/Refund?id=12', ['https', 'x', 'com', 'refund', 'id', '12']],
    ['order_id well-known 3.5', ['order', 'id', 'well', 'known', '3', '5']],
  ])('folds %s', (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });

  it('folds Arabic harakat and hamza seats, and Hebrew points, and keeps the letters', () => {
    expect(termsOf('مُحَمَّد')).toEqual(termsOf('محمد'));
    expect(termsOf('شـــكرا')).toEqual(termsOf('شكرا'));
    expect(termsOf('שָׁלוֹם')).toEqual(termsOf('שלום'));
    expect(termsOf('שלום')).toEqual(['שלום']);
  });

  it('takes letters and digits that Arabic scripts write apart for the same', () => {
    expect(termsOf('یکی مدرسة على')).toEqual(termsOf('يكي مدرسه علي'));
    expect(termsOf('٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹')).toEqual(['0123456789', '0123456789']);
    expect(termsOf('می\u200cخواهم')).toEqual(['مي', 'خواهم']);
  });

  it('keeps the marks that are letters to their readers', () => {
    expect(foldText('ガス')).toBe('ガス');
    expect(foldText('ｶﾞｽ')).toBe('ガス');
    expect(foldText('한국어')).toBe('한국어');
    expect(foldText('ที่')).toBe('ที่');
    expect(termsOf('हिन्दी')).toEqual(['हिन्दी']);
  });

  it('cuts scripts without spaces into words', () => {
    expect(termsOf('我要申请退款').length).toBeGreaterThan(1);
    expect(termsOf('我要申请退款')).toContain('退款');
    expect(termsOf('ฉันต้องการเงินคืน').length).toBeGreaterThan(1);
    expect(termsOf('返金をお願いします')).toContain('返金');
    expect(termsOf('iPhoneの充電')[0]).toBe('iphone');
  });

  it('makes an emoji a term of its own', () => {
    expect(termsOf('thanks👍🏽bye')).toEqual(['thanks', '👍', 'bye']);
    expect(termsOf('❤️ 👩‍💻🇫🇷🇩🇪 1️⃣')).toEqual(['❤', '👩', '💻', '🇫🇷', '🇩🇪', '1']);
  });

  /** What stands here can become one with the letter before it, so that the whole text is folded at once. */
  const SLOWLY = ' \u3099';
  const foldedAtOnce = (text: string) => foldText(text + SLOWLY).slice(0, -SLOWLY.length);

  it('folds letter by letter to what the whole text folds to', () => {
    for (let unit = 0x80; unit < 0x10000; unit += 1) {
      const text = `aΣ${String.fromCharCode(unit)}b`;
      if (foldText(text) !== foldedAtOnce(text)) expect([unit, foldText(text)]).toEqual([unit, foldedAtOnce(text)]);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(foldText(text)).toBe(foldedAtOnce(text));
      }),
    );
  });

  const scripts = fc.string({
    unit: fc.oneof(
      fc.constantFrom(
        ...[
          'e\u0301',
          'ｶ',
          'ﾞ',
          'か',
          '\u3099',
          'ᄒ',
          'ᅡ',
          'ᆫ',
          '한',
          'İ',
          'Σ',
          '™',
          '\u00ad',
          '👩',
          '\u200d',
          'ि',
          'न',
          'ที',
          '\u0301',
          ' ',
        ],
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 30,
  });

  it('tells where each letter comes from, in the very text it is folded to', () => {
    fc.assert(
      fc.property(scripts, (text) => {
        const { folded, origins } = foldWithPlaces(text);
        expect(folded).toBe(foldText(text));
        if (origins === null) return;
        expect(origins).toHaveLength(folded.length + 1);
        expect(origins.at(-1)).toBe(text.length);
        for (let at = 1; at < origins.length; at += 1) expect(origins[at]!).toBeGreaterThanOrEqual(origins[at - 1]!);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives terms that are their own terms, well-formed and not too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const term of termsOf(text)) {
          expect(term.length).toBeGreaterThan(0);
          expect(term.length).toBeLessThanOrEqual(LONGEST_TERM);
          expect(/\p{Surrogate}/u.test(term)).toBe(false);
          expect(termsOf(term).join('')).toBe(term);
        }
      }),
    );
  });

  it('does not care about case, accents or composition', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aéÅñ ßÉ漢한λ'), maxLength: 20 }), (text) => {
        expect(termsOf(text.normalize('NFD'))).toEqual(termsOf(text));
        expect(termsOf(text.toUpperCase())).toEqual(termsOf(text));
      }),
    );
  });
});
