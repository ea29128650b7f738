/**
 * Customer text is hostile: it may be invisible, run backwards or never end. It is only ever drawn as text, isolated
 * from what stands around it; these functions see to what isolation cannot.
 */

/** What draws nothing by itself: white space, format, control and unassigned characters, fillers, marks without a letter. */
const INVISIBLE = /[\p{C}\p{Z}\s]|\u{115f}|\u{1160}|\u{3164}|\u{ffa0}|\u{2800}|\p{M}/gu;
/** Control characters that a message has no use for; line breaks and tabs stay. */
const CONTROL = /(?![\n\t])\p{Cc}/gu;
/** Characters that change the direction of what follows them. */
const DIRECTION = /[\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu;
/** Characters that turn all that follows round, whatever script it is in: no language needs them, spoofing does. */
const OVERRIDE = /[\u{202d}\u{202e}]/gu;
/** More marks on one letter than any language puts there climb over the lines around it. */
const PILED_MARKS = /(\p{M}{4})\p{M}+/gu;

/** True when a text would draw nothing. */
export const isBlank = (text: string): boolean => text.replace(INVISIBLE, '') === '';

/** A message as it can be drawn: line breaks are one kind, control characters, overrides of direction and piled marks are gone. */
export const drawable = (text: string): string =>
  text.replace(/\r\n?/gu, '\n').replace(CONTROL, '').replace(OVERRIDE, '').replace(PILED_MARKS, '$1');

/** One line of text for a list, a heading or a chip: white space runs together and directions are not overridden. */
export const oneLine = (text: string): string => drawable(text).replace(DIRECTION, '').replace(/\s+/gu, ' ').trim();

/** How much of a message is shown before it is folded, in UTF-16 code units and in lines. */
const FOLD_LENGTH = 1600;
const FOLD_LINES = 24;
/** A message this much longer than the fold is folded; one a little longer is not worth it. */
const FOLD_SLACK = 1.25;

/** The beginning of a long message, cut at a word and never inside a character; null when it is short enough whole. */
export const foldedBeginning = (text: string): string | null => {
  const lines = text.split('\n', FOLD_LINES * 2);
  const manyLines = lines.length > FOLD_LINES * FOLD_SLACK;
  if (text.length <= FOLD_LENGTH * FOLD_SLACK && !manyLines) return null;
  const byLines = manyLines ? lines.slice(0, FOLD_LINES).join('\n') : text;
  if (byLines.length <= FOLD_LENGTH) return byLines;
  const cut = byLines.slice(0, FOLD_LENGTH);
  const space = cut.search(/\s\S*$/u);
  const atWord = space > FOLD_LENGTH * 0.8 ? cut.slice(0, space) : cut;
  // Half of a surrogate pair at the end would draw as a replacement character.
  return atWord.replace(/[\ud800-\udbff]$/u, '');
};
