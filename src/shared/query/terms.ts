/**
 * How text becomes terms: the same for what is indexed, what is asked and what is highlighted.
 *
 * Letters lose case and accents (Latin, Greek, Cyrillic diacritics, Hebrew points, Arabic harakat), compatibility forms
 * become plain ones, and words are cut at everything that is not a letter, a mark or a digit. Scripts that are written
 * without spaces are cut by the platform's dictionary. An emoji is a term of its own.
 */

/** Longest term, in UTF-16 code units; what is longer (encoded blobs) is cut. */
export const LONGEST_TERM = 64;

/** Raise when the same text would give other terms: indexes built before are then rebuilt. */
export const TERMS_VERSION = 1;

const NOT_ASCII = /[^\0-\x7f]/u;
/**
 * Combining marks that fold away: the general ones of European scripts, Hebrew points, Arabic harakat and the tatweel,
 * variation selectors. Marks of other scripts (Thai vowels, kana voicing, Devanagari signs) are letters to their readers.
 */
const FOLDED_MARKS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]|[\ufe00-\ufe0f]/gu;
const SINGLE_LETTERS = /[ßæœøđłıςþð]/gu;
const SINGLE_LETTER_FOLDS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  ς: 'σ',
  þ: 'th',
  ð: 'd',
};

/** Lower case, without accents, in composed form. */
export const foldText = (text: string): string => {
  const lower = text.toLowerCase();
  if (!NOT_ASCII.test(lower)) return lower;
  // Compatibility decomposition can bring capitals back (℡), so case is folded on both sides of it.
  return lower
    .normalize('NFKD')
    .toLowerCase()
    .replace(FOLDED_MARKS, '')
    .replace(SINGLE_LETTERS, (letter) => SINGLE_LETTER_FOLDS[letter] ?? letter)
    .normalize('NFC');
};

/** A name (a tag, a status, a label) as it is compared. */
export const foldName = (name: string): string => foldText(name).trim();

const SEPARATOR = 0;
const WORD = 1;
/** Written without spaces: left to the segmenter. */
const UNSPACED = 2;
const PICTURE = 3;
const UNKNOWN = 255;

const LETTER = /^[\p{L}\p{N}\p{M}]$/u;
const UNSPACED_SCRIPT =
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]$/u;
const PICTOGRAPH = /^\p{Extended_Pictographic}$/u;

const classify = (character: string): number => {
  if (LETTER.test(character)) return UNSPACED_SCRIPT.test(character) ? UNSPACED : WORD;
  return PICTOGRAPH.test(character) ? PICTURE : SEPARATOR;
};

const classes = new Uint8Array(0x10000).fill(UNKNOWN);
const classOfUnit = (unit: number): number => {
  if (classes[unit] === UNKNOWN) classes[unit] = classify(String.fromCharCode(unit));
  return classes[unit]!;
};

/** Surrogate pairs are looked at whole; their halves alone are separators. */
const isLead = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

let wordSegmenter: Intl.Segmenter | null = null;
const segmenter = (): Intl.Segmenter => {
  // One locale for everybody: the dictionaries do not depend on it, and indexes must not depend on the reviewer's.
  wordSegmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  return wordSegmenter;
};

/**
 * Calls `visit` with where each term stands in the folded text, in order. Indexing asks for places rather than for the
 * terms, since making a text of every one of them costs more than all else.
 */
export const eachTermPlace = (text: string, visit: (folded: string, start: number, end: number) => void): void => {
  const folded = foldText(text);
  const { length } = folded;
  let at = 0;
  while (at < length) {
    const unit = folded.charCodeAt(at);
    const width = isLead(unit) ? 2 : 1;
    const kind = classAt(folded, at, unit);
    const start = at;
    at += width;
    if (kind === SEPARATOR) continue;
    if (kind === PICTURE) {
      visit(folded, start, at);
      continue;
    }
    while (at < length) {
      const next = folded.charCodeAt(at);
      if (classAt(folded, at, next) !== kind) break;
      at += isLead(next) ? 2 : 1;
    }
    if (kind === WORD) visit(folded, start, cut(folded, start, at));
    else eachUnspacedWord(folded, start, at, visit);
  }
};

const eachUnspacedWord = (
  folded: string,
  from: number,
  to: number,
  visit: (folded: string, start: number, end: number) => void,
): void => {
  for (const { index, segment, isWordLike } of segmenter().segment(folded.slice(from, to))) {
    if (isWordLike) visit(folded, from + index, cut(folded, from + index, from + index + segment.length));
  }
};

/** The terms of a text, in order, repeated as they are repeated. */
export const termsOf = (text: string): readonly string[] => {
  const terms: string[] = [];
  eachTermPlace(text, (folded, start, end) => terms.push(folded.slice(start, end)));
  return terms;
};

const classAt = (text: string, at: number, unit: number): number => {
  if (!isLead(unit)) return classOfUnit(unit);
  const point = text.codePointAt(at)!;
  return point > 0xffff ? classify(String.fromCodePoint(point)) : SEPARATOR;
};

/** Where a term ends that may be too long. Half a surrogate pair would not survive encoding. */
const cut = (text: string, start: number, end: number): number => {
  if (end - start <= LONGEST_TERM) return end;
  const last = start + LONGEST_TERM - 1;
  return isLead(text.charCodeAt(last)) ? last : last + 1;
};

/** Tells one platform's cutting from another's: dictionaries change with a browser's version, and indexes with them. */
export const termsFingerprint = (): string => {
  const probe = '我要申請退款中国银行东京都に住んでいます返金をお願いします ฉันต้องการขอเงินคืนบัตรเครดิต ខ្ញុំចង់បាន ຂ້ອຍຕ້ອງການ';
  return `${TERMS_VERSION} ${termsOf(probe).join(' ')}`;
};
