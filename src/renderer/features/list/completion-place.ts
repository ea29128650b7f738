/** Whether there is anything to complete at the caret: asked before the worker is, at every letter. */
import { fieldNames } from '#shared/query/ast.ts';

const NAMES: readonly string[] = [...fieldNames];

/** The piece that the caret stands behind, from its beginning: after white space or a parenthesis. */
const pieceBefore = (text: string, caret: number): string => /[^\s(]*$/u.exec(text.slice(0, caret))?.[0] ?? '';

/** True inside a quoted text that is not closed before the caret. */
const isQuoted = (before: string): boolean => (before.match(/(?<!\\)"/gu)?.length ?? 0) % 2 === 1;

/**
 * Whether a clause's name or a clause's value is being written at the caret. Words are not: what they find is listed
 * while they are typed, and a list of endings would lie over it.
 */
export const isCompletable = (text: string, caret: number): boolean => {
  const before = text.slice(0, caret);
  if (isQuoted(before)) return /[\w.]:(?:[^\s"]|"[^"]*")*"[^"]*$/u.test(before);
  const piece = pieceBefore(text, caret).replace(/^-/u, '').toLowerCase();
  if (/^[a-z][\w.]*:(?!\/\/)/u.test(piece)) return true;
  return piece.length >= 2 && NAMES.some((name) => name.startsWith(piece));
};
