/**
 * How text becomes terms: the same for what is indexed, what is asked and what is highlighted.
 *
 * Letters lose case and accents (see fold.ts), and words are cut at everything that is not a letter, a mark or a digit.
 * Scripts that are written without spaces are cut by the platform's dictionary. An emoji, and a flag, is a term of its own.
 */
import { foldText } from './fold.ts';

export { foldName, foldText } from './fold.ts';

/** Longest term, in UTF-16 code units; what is longer (encoded blobs) is cut. */
export const LONGEST_TERM = 64;

/** Raise when the same text would give other terms: indexes built before are then rebuilt. */
export const TERMS_VERSION = 2;

const SEPARATOR = 0;
const WORD = 1;
/** Written without spaces: left to the segmenter. */
const UNSPACED = 2;
const PICTURE = 3;
/** One half of a flag. */
const REGIONAL = 4;
/** The first half of a surrogate pair, which is looked at whole. */
const LEAD = 5;
const UNKNOWN = 255;

const LETTER = /^[\p{L}\p{N}\p{M}]$/u;
const UNSPACED_SCRIPT =
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]$/u;
const PICTOGRAPH = /^\p{Extended_Pictographic}$/u;
const REGIONAL_INDICATOR = /^\p{Regional_Indicator}$/u;

const classify = (character: string): number => {
  if (LETTER.test(character)) return UNSPACED_SCRIPT.test(character) ? UNSPACED : WORD;
  if (PICTOGRAPH.test(character)) return PICTURE;
  return REGIONAL_INDICATOR.test(character) ? REGIONAL : SEPARATOR;
};

const classes = new Uint8Array(0x10000).fill(UNKNOWN);

/** Fills the class of a code unit in. The second half of a pair, alone, parts words. */
const classifyUnit = (unit: number): number => {
  const kind = unit >= 0xd800 && unit < 0xdc00 ? LEAD : classify(String.fromCharCode(unit));
  classes[unit] = kind;
  return kind;
};

/**
 * For each ASCII letter and digit what it folds to, for all else 0: text that is ASCII alone can be cut by it, in stretches
 * of at most LONGEST_TERM, as `eachTermPlace` cuts it.
 */
export const asciiWords = (): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: 128 }, (_, unit) => {
    const character = String.fromCharCode(unit);
    return classify(character) === WORD ? foldText(character).charCodeAt(0) : 0;
  });

const pairClasses = new Map<number, number>();

const classOfPair = (text: string, at: number): number => {
  const point = text.codePointAt(at)!;
  if (point < 0x10000) return SEPARATOR;
  let kind = pairClasses.get(point);
  if (kind === undefined) {
    kind = classify(String.fromCodePoint(point));
    pairClasses.set(point, kind);
  }
  return kind;
};

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
    let kind = classes[unit]!;
    if (kind === SEPARATOR) {
      at += 1;
      continue;
    }
    const start = at;
    if (kind === WORD) {
      // Nearly all text is words of one script whose letters are known: one look at a table each.
      at += 1;
      while (at < length && classes[folded.charCodeAt(at)] === WORD) at += 1;
      if (at < length && classes[folded.charCodeAt(at)]! >= LEAD) at = endOfRun(folded, at, WORD);
      visit(folded, start, at - start > LONGEST_TERM ? cut(folded, start, at) : at);
      continue;
    }
    kind = classAt(folded, at);
    at += widthAt(folded, at);
    switch (kind) {
      case WORD:
        at = endOfRun(folded, at, WORD);
        visit(folded, start, cut(folded, start, at));
        break;
      case UNSPACED:
        at = endOfRun(folded, at, UNSPACED);
        eachUnspacedWord(folded, start, at, visit);
        break;
      case PICTURE:
        visit(folded, start, at);
        break;
      case REGIONAL:
        if (at < length && classAt(folded, at) === REGIONAL) at += widthAt(folded, at);
        visit(folded, start, at);
        break;
      default:
    }
  }
};

const endOfRun = (folded: string, from: number, kind: number): number => {
  let at = from;
  while (at < folded.length && classAt(folded, at) === kind) at += widthAt(folded, at);
  return at;
};

const classAt = (text: string, at: number): number => {
  const unit = text.charCodeAt(at);
  const known = classes[unit]!;
  const kind = known === UNKNOWN ? classifyUnit(unit) : known;
  return kind === LEAD ? classOfPair(text, at) : kind;
};

/** A lead that is not followed by its other half stands alone. */
const widthAt = (text: string, at: number): number => (text.codePointAt(at)! > 0xffff ? 2 : 1);

/**
 * Where words begin and end in stretches that were cut before: the segmenter costs more than all else for a script
 * without spaces, and greetings, thanks and a bot's answers come again and again.
 */
const cuts = new Map<string, readonly number[]>();
const MOST_CUTS = 8192;
/** Longest stretch that is remembered, in UTF-16 code units. */
const LONGEST_REMEMBERED = 48;

const cutsOf = (stretch: string): readonly number[] => {
  const known = cuts.get(stretch);
  if (known) return known;
  const found: number[] = [];
  for (const { index, segment, isWordLike } of segmenter().segment(stretch))
    if (isWordLike) found.push(index, cut(stretch, index, index + segment.length));
  if (stretch.length <= LONGEST_REMEMBERED) {
    if (cuts.size >= MOST_CUTS) cuts.clear();
    // Taken apart and joined it is a text of its own, where a slice would keep the whole message in memory.
    cuts.set(stretch.split('').join(''), found);
  }
  return found;
};

const eachUnspacedWord = (
  folded: string,
  from: number,
  to: number,
  visit: (folded: string, start: number, end: number) => void,
): void => {
  const places = cutsOf(folded.slice(from, to));
  for (let at = 0; at < places.length; at += 2) visit(folded, from + places[at]!, from + places[at + 1]!);
};

/** The terms of a text, in order, repeated as they are repeated. */
export const termsOf = (text: string): readonly string[] => {
  const terms: string[] = [];
  eachTermPlace(text, (folded, start, end) => terms.push(folded.slice(start, end)));
  return terms;
};

/** Where a term ends that may be too long. Half a surrogate pair would not survive encoding. */
const cut = (text: string, start: number, end: number): number => {
  if (end - start <= LONGEST_TERM) return end;
  const last = start + LONGEST_TERM - 1;
  const unit = text.charCodeAt(last);
  return unit >= 0xd800 && unit < 0xdc00 ? last : last + 1;
};

/** Tells one platform's cutting from another's: dictionaries change with a browser's version, and indexes with them. */
export const termsFingerprint = (): string => {
  const probe = '我要申請退款中国银行东京都に住んでいます返金をお願いします ฉันต้องการขอเงินคืนบัตรเครดิต ខ្ញុំចង់បាន ຂ້ອຍຕ້ອງການ';
  return `${TERMS_VERSION} ${termsOf(probe).join(' ')}`;
};
