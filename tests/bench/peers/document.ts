/**
 * An interaction as the peers and the oracle get it: text cut into the same terms as ours, and the values of its facets.
 * Written down here a second time rather than taken from the engine, so that the oracle would notice a change.
 */
import { articlesOf, csatOf, type Interaction, lastMessageAt, tagsOf } from '#shared/domain/interaction.ts';
import { termsOf } from '#shared/query/terms.ts';
import type { FacetName } from './query.ts';

/** Stands between two fields, so that no phrase runs from one into the next. No term holds it. */
export const GAP = '\ue000';

export interface PeerDocument {
  readonly id: string;
  readonly lastMessageAt: number;
  readonly subject: string;
  /** Every term of every field, with spaces around each and GAP between the fields. */
  readonly text: string;
  readonly facets: Readonly<Record<FacetName, readonly string[]>>;
}

export const toPeerDocument = (interaction: Interaction): PeerDocument => {
  const texts = textsOf(interaction);
  const csat = csatOf(interaction);
  const names = tagsOf(interaction).map((tag) => tag.name);
  return {
    id: interaction.id,
    lastMessageAt: lastMessageAt(interaction),
    subject: interaction.subjectPreview,
    text: ` ${texts.map((text) => termsOf(text).join(' ')).join(` ${GAP} `)} `,
    facets: {
      source: named([interaction.source]),
      channel: named([interaction.channel]),
      status: named([interaction.status]),
      tag: named(names),
      folder: named(interaction.usedSubfolders.map((folder) => folder.title)),
      article: named(articlesOf(interaction).map((article) => article.title)),
      csat: csat === null ? [] : [String(csat)],
    },
  };
};

const named = (values: readonly string[]): readonly string[] => [
  ...new Set(values.filter((value) => value.trim() !== '')),
];

const textsOf = (interaction: Interaction): readonly string[] => {
  const texts: string[] = [interaction.subjectPreview];
  for (const event of interaction.events) texts.push(event.message ?? '', event.feedback ?? '');
  texts.push(...new Set(tagsOf(interaction).map((tag) => tag.name)));
  texts.push(...new Set(articlesOf(interaction).map((article) => article.title)));
  const attributes = (value: unknown): void => {
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(attributes);
    else if (value !== null && value !== undefined) texts.push(String(value));
  };
  attributes(interaction.userAttributes);
  texts.push(interaction.externalId ?? '');
  return texts.filter((text) => text !== '');
};

/** Reads the corpus file by file. `step` takes only every so many, for a sample. */
export const eachInteraction = async (
  corpusUrl: string,
  files: number,
  visit: (interaction: Interaction) => void,
  step = 1,
): Promise<void> => {
  for (let file = 0; file < files; file += step) {
    for (const interaction of await readFile(corpusUrl, file)) visit(interaction);
  }
};

/** The interactions of one file of the corpus. */
export const readFile = async (corpusUrl: string, file: number): Promise<readonly Interaction[]> => {
  const response = await fetch(`${corpusUrl}/${file}`);
  if (!response.ok) throw new Error(`File ${file} of the corpus: ${response.status}`);
  return (await response.json()) as readonly Interaction[];
};

/** Newest first, then by id: the one order of everything. */
export const newestFirst = (
  one: { readonly lastMessageAt: number; readonly id: string },
  other: { readonly lastMessageAt: number; readonly id: string },
): number => other.lastMessageAt - one.lastMessageAt || (one.id < other.id ? -1 : 1);
