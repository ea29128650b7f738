/**
 * Folding: what is the same to a searching reader becomes the same text.
 *
 * Letters lose case and accents (Latin, Greek, Cyrillic diacritics, Hebrew points, Arabic harakat), compatibility forms
 * (full width, ligatures, half-width kana) become plain ones, letters that several Arabic scripts write apart become one,
 * and marks nobody sees (soft hyphens, signs of direction) go. Marks of other scripts (Thai vowels, kana voicing,
 * Devanagari signs) are letters to their readers and stay.
 */

const NOT_ASCII = /[^\0-\x7f]/u;
const FOLDED_MARKS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]|[\u20d0-\u20ff]|[\ufe00-\ufe0f]/gu;
/** Not seen: a word goes on through them. Their like that parts words (zero-width space and non-joiner) stays. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\u200d/gu;
/** Their compatibility forms are letters, which would become one word with what they stand behind. */
const TRADE_SIGNS = /[\u2120\u2122]/gu;
const SINGLE_LETTERS = /[ßæœøđłħıςþðىیکةە٠-٩۰-۹]/gu;
const SINGLE_LETTER_FOLDS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
  þ: 'th',
  ð: 'd',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
  ە: 'ه',
};

const foldLetter = (letter: string): string => {
  const plain = SINGLE_LETTER_FOLDS[letter];
  // Digits of Arabic scripts stand in order from ٠ and ۰, whose last four bits are 0.
  return plain ?? String(letter.charCodeAt(0) & 0xf);
};

/** Folds as a whole: slow, and right for every text. */
const foldWhole = (text: string): string =>
  text
    .replace(TRADE_SIGNS, ' ')
    .toLowerCase()
    .normalize('NFKD')
    // Compatibility decomposition can bring capitals back (℡), so case is folded on both sides of it.
    .toLowerCase()
    .replace(FOLDED_MARKS, '')
    .replace(INVISIBLE, '')
    .replace(SINGLE_LETTERS, foldLetter)
    .normalize('NFC');

/**
 * Begins with something that can become one with what stands before it: a mark that stays, or a vowel or final of Hangul
 * written apart.
 */
const DEPENDENT = /^[\p{M}\u1160-\u11ff]/u;

/** What each UTF-16 unit folds to; null when that depends on what it stands behind. Filled as letters are met. */
const unitFolds: (string | null | undefined)[] = new Array<undefined>(0x10000);
const pairFolds = new Map<number, string | null>();

const foldOf = (character: string): string | null => {
  const folded = foldWhole(character);
  return DEPENDENT.test(folded) ? null : folded;
};

const foldOfUnit = (unit: number): string | null => {
  const folded = foldOf(String.fromCharCode(unit));
  unitFolds[unit] = folded;
  return folded;
};

const foldOfPair = (point: number): string | null => {
  let folded = pairFolds.get(point);
  if (folded === undefined) {
    folded = foldOf(String.fromCodePoint(point));
    pairFolds.set(point, folded);
  }
  return folded;
};

/** Letter by letter; null when a letter depends on the one before. */
const foldLetters = (lower: string): string | null => {
  const pieces: string[] = [];
  let copied = 0;
  for (let at = 0; at < lower.length; at += 1) {
    const unit = lower.charCodeAt(at);
    if (unit < 0x80) continue;
    let width = 1;
    let letter: string | null | undefined;
    const point = unit >= 0xd800 && unit < 0xdc00 ? lower.codePointAt(at)! : unit;
    if (point > 0xffff) {
      width = 2;
      letter = foldOfPair(point);
    } else {
      letter = unitFolds[unit];
      if (letter === undefined) letter = foldOfUnit(unit);
    }
    if (letter === null) return null;
    const same =
      letter.length === width && letter.charCodeAt(0) === unit && (width === 1 || letter.codePointAt(0) === point);
    if (!same) {
      pieces.push(lower.slice(copied, at), letter);
      copied = at + width;
    }
    at += width - 1;
  }
  if (copied === 0) return lower;
  pieces.push(lower.slice(copied));
  // Joined, the text is one piece in memory, which is what reading it letter by letter wants.
  return pieces.join('');
};

/** Lower case, without accents, in composed form. */
export const foldText = (text: string): string => {
  const lower = text.toLowerCase();
  if (!NOT_ASCII.test(lower)) return lower;
  return foldLetters(lower) ?? foldWhole(text);
};

/** A name (a tag, a status, a label) as it is compared. */
export const foldName = (name: string): string => foldText(name).trim();

export interface FoldedPlaces {
  readonly folded: string;
  /**
   * For each UTF-16 unit of the folded text, and once more for its end, where in the text it comes from; null when all
   * places are the same.
   */
  readonly origins: readonly number[] | null;
}

/** Folds as `foldText` does, and tells where everything comes from, so that hits can be drawn on the text. */
export const foldWithPlaces = (text: string): FoldedPlaces => {
  if (!NOT_ASCII.test(text)) return { folded: text.toLowerCase(), origins: null };
  let folded = '';
  const origins: number[] = [];
  let start = 0;
  while (start < text.length) {
    let end = start + widthAt(text, start);
    while (end < text.length && isDependent(text, end)) end += widthAt(text, end);
    const piece = foldText(text.slice(start, end));
    for (let index = 0; index < piece.length; index += 1) origins.push(start);
    folded += piece;
    start = end;
  }
  origins.push(text.length);
  return { folded, origins };
};

const widthAt = (text: string, at: number): number => (text.codePointAt(at)! > 0xffff ? 2 : 1);

/** Whether what stands here may become one with what stands before it, or vanish into it. */
const isDependent = (text: string, at: number): boolean => {
  const point = text.codePointAt(at)!;
  if (point < 0x80) return false;
  const folded = point > 0xffff ? foldOfPair(point) : (unitFolds[point] ?? foldOfUnit(point));
  return folded === null || folded === '';
};
