/** Lines of conversations around the first hit of a query. They are cut from the rows themselves, page by page. */
import type { Snippet } from '#shared/contract/data.ts';
import type { Interaction } from '#shared/domain/interaction.ts';
import { eachTermPlace, foldText } from '#shared/query/terms.ts';
import { DamagedPageError } from '../errors.ts';
import { fieldsOf } from '../index/document.ts';

/** Longest snippet, and how much of it stands before the hit, in UTF-16 code units. */
const LENGTH = 160;
const BEFORE = 40;

/**
 * @param highlights words and phrases as a plan names them: folded, phrases with one space between their words, a `*`
 *   behind those that may go on
 * @param read gives an interaction, null when it is not cached
 * @param wanted false once nobody waits for the lines any more: reading a page holds up the search that came since
 */
export const snippetsOf = async (
  ids: readonly string[],
  highlights: readonly string[],
  read: (id: string) => Promise<Interaction | null>,
  wanted: () => boolean = () => true,
): Promise<readonly Snippet[]> => {
  const snippets: Snippet[] = [];
  for (const id of ids) {
    if (!wanted()) break;
    const interaction = await read(id).catch((error: unknown) => {
      // A page that cannot be read was dropped; its rows are leaving the list.
      if (error instanceof DamagedPageError) return null;
      throw error;
    });
    const text = interaction ? snippetOf(interaction, highlights) : null;
    if (text !== null) snippets.push({ id, text });
  }
  return snippets;
};

/** The line around the first hit: a message's rather than a subject's or a tag's. Null when nothing is hit. */
export const snippetOf = (interaction: Interaction, highlights: readonly string[]): string | null => {
  const wanted = highlights.map((highlight) => ({
    terms: highlight.replace(/\*$/u, '').split(' '),
    prefix: highlight.endsWith('*'),
  }));
  let other: string | null = null;
  for (const { side, text } of fieldsOf(interaction)) {
    const place = firstHit(text, wanted);
    if (place === null) continue;
    if (side !== 'meta' && side !== 'subject') return around(text, place);
    other ??= around(text, place);
  }
  return other;
};

interface Wanted {
  readonly terms: readonly string[];
  readonly prefix: boolean;
}

/** Where in the text the first of the wanted begins, about: folding may have changed lengths before it. */
const firstHit = (text: string, wanted: readonly Wanted[]): number | null => {
  const terms: string[] = [];
  const places: number[] = [];
  eachTermPlace(text, (folded, start, end) => {
    terms.push(folded.slice(start, end));
    places.push(start);
  });
  const index = terms.findIndex((_, from) =>
    wanted.some((one) =>
      one.terms.every((term, offset) => {
        const found = terms[from + offset];
        return one.prefix && offset === one.terms.length - 1 ? (found?.startsWith(term) ?? false) : found === term;
      }),
    ),
  );
  if (index < 0) return null;
  const place = places[index]!;
  // Folding keeps most texts' lengths; where it does not, the place is stretched in proportion.
  const { length } = foldText(text);
  return length === text.length ? place : Math.floor((place * text.length) / Math.max(1, length));
};

const around = (text: string, place: number): string => {
  let from = Math.max(0, place - BEFORE);
  if (from > 0) {
    const space = text.slice(from, place).search(/\s/u);
    if (space >= 0) from += space + 1;
  }
  const to = Math.min(text.length, from + LENGTH);
  const line = text.slice(whole(text, from), whole(text, to)).replace(/\s+/gu, ' ').trim();
  return `${from > 0 ? '…' : ''}${line}${to < text.length ? '…' : ''}`;
};

/** A place that does not part a surrogate pair. */
const whole = (text: string, at: number): number => {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit < 0xe000 ? at - 1 : at;
};
