import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
  ])('folds %s', (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });

  it('folds Arabic harakat and hamza seats, and Hebrew points, and keeps the letters', () => {
    expect(termsOf('مُحَمَّد')).toEqual(termsOf('محمد'));
    expect(termsOf('شـــكرا')).toEqual(termsOf('شكرا'));
    expect(termsOf('שָׁלוֹם')).toEqual(termsOf('שלום'));
    expect(termsOf('שלום')).toEqual(['שלום']);
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
      fc.property(fc.string({ unit: fc.constantFrom(...'aéÅñ ßÉ漢'), maxLength: 20 }), (text) => {
        expect(termsOf(text.normalize('NFD'))).toEqual(termsOf(text));
        expect(termsOf(text.toUpperCase())).toEqual(termsOf(text));
      }),
    );
  });
});
