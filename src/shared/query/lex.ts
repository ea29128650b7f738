/** Cuts a query's text into pieces: words, quoted phrases and `field:value` clauses, with where each stands. */

export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly negated: boolean;
  /** Lower-cased name before the colon, null for a word or phrase. */
  readonly field: string | null;
  /** Values between commas; exactly one for a word or phrase. */
  readonly values: readonly PieceValue[];
  /** A quote was opened and never closed: the rest of the text was taken as quoted. */
  readonly unclosed: boolean;
}

export interface PieceValue {
  readonly text: string;
  readonly quoted: boolean;
  readonly start: number;
  readonly end: number;
}

const SPACE = /\s/u;
/** `user.plan:` is one name; a name is followed by a value, so that `https://…` stays a word. */
const FIELD = /^([A-Za-z][\w.]*):(?!\/\/)/u;

/** Reads the pieces from left to right. Every character that is not white space belongs to exactly one piece. */
export const lex = (text: string): readonly Piece[] => {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    if (SPACE.test(text[at]!)) {
      at += 1;
      continue;
    }
    const piece = readPiece(text, at);
    pieces.push(piece);
    at = piece.end;
  }
  return pieces;
};

const readPiece = (text: string, start: number): Piece => {
  let at = start;
  const negated = text[at] === '-' && at + 1 < text.length && !SPACE.test(text[at + 1]!);
  if (negated) at += 1;

  const name = FIELD.exec(text.slice(at, at + 64));
  if (!name) {
    const value = readValue(text, at, false);
    return { start, end: value.end, negated, field: null, values: [value], unclosed: value.unclosed };
  }
  at += name[0].length;
  const values: PieceValue[] = [];
  let unclosed = false;
  for (;;) {
    const value = readValue(text, at, true);
    values.push(value);
    unclosed ||= value.unclosed;
    at = value.end;
    if (text[at] !== ',') break;
    at += 1;
  }
  return { start, end: at, negated, field: name[1]!.toLowerCase(), values, unclosed };
};

const readValue = (text: string, start: number, inClause: boolean): PieceValue & { readonly unclosed: boolean } => {
  if (text[start] === '"') return readQuoted(text, start);
  let at = start;
  while (at < text.length && !SPACE.test(text[at]!)) {
    if (inClause && text[at] === ',') break;
    // A quote in the middle of a word begins a phrase of its own: refund"bank transfer".
    if (!inClause && text[at] === '"') break;
    at += 1;
  }
  return { text: text.slice(start, at), quoted: false, start, end: at, unclosed: false };
};

const readQuoted = (text: string, start: number): PieceValue & { readonly unclosed: boolean } => {
  let value = '';
  let at = start + 1;
  while (at < text.length && text[at] !== '"') {
    const escaped = text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\');
    if (escaped) at += 1;
    value += text[at]!;
    at += 1;
  }
  const unclosed = at >= text.length;
  return { text: value, quoted: true, start, end: unclosed ? at : at + 1, unclosed };
};
