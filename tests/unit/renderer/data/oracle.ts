/** What a query has to find, worked out the slow and plain way. */
import { articlesOf, type Interaction, lastMessageAt, tagsOf } from '#shared/domain/interaction.ts';
import type { Query, QueryTerm } from '#shared/query/ast.ts';
import { parseDate } from '#shared/query/date.ts';
import { termsOf } from '#shared/query/terms.ts';
import type { FoldedReview } from '#shared/review/fold.ts';

export const newestFirst = (one: Interaction, other: Interaction): number =>
  lastMessageAt(other) - lastMessageAt(one) || (one.id < other.id ? -1 : 1);

/** Ids of what the query lists, newest first. */
export const expectedIds = (
  interactions: Iterable<Interaction>,
  query: Query,
  now: number,
  reviewOf: (id: string) => FoldedReview,
): readonly string[] =>
  [...interactions]
    .filter((interaction) =>
      query.terms.every((term) => holds(interaction, term, now, reviewOf(interaction.id)) !== term.negated),
    )
    .sort(newestFirst)
    .map((interaction) => interaction.id);

const texts = (interaction: Interaction): readonly string[] => {
  const leaves = (value: unknown): readonly string[] =>
    typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(leaves)
      : value === null
        ? []
        : [String(value)];
  return [
    interaction.subjectPreview,
    ...interaction.events.flatMap((event) => [event.message ?? '', event.feedback ?? '']),
    ...tagsOf(interaction).map((tag) => tag.name),
    ...articlesOf(interaction).map((article) => article.title),
    ...leaves(interaction.userAttributes),
    interaction.externalId ?? '',
  ];
};

const holdsText = (interaction: Interaction, wanted: readonly string[], prefix: boolean): boolean =>
  texts(interaction).some((text) => {
    const terms = termsOf(text);
    return terms.some((_, from) =>
      wanted.every((term, offset) => {
        const found = terms[from + offset];
        return prefix && offset === wanted.length - 1 ? (found?.startsWith(term) ?? false) : found === term;
      }),
    );
  });

const holds = (interaction: Interaction, term: QueryTerm, now: number, review: FoldedReview): boolean => {
  if (term.kind !== 'clause') {
    const wanted = termsOf(term.text);
    if (wanted.length === 0) return !term.negated;
    return holdsText(interaction, wanted, term.kind === 'word' && term.prefix);
  }
  const values = term.values.map((value) => value.trim().toLowerCase());
  const isOne = (text: string): boolean => values.includes(text.toLowerCase());
  const time = lastMessageAt(interaction);
  switch (term.field) {
    case 'source':
      return isOne(interaction.source);
    case 'channel':
      return isOne(interaction.channel);
    case 'status':
      return isOne(interaction.status);
    case 'tag':
      return tagsOf(interaction).some((tag) => isOne(tag.name));
    case 'id':
      return term.values.includes(interaction.id);
    case 'label':
      return review.labels.some(isOne);
    case 'after':
      return term.values.some((value) => time >= (parseDate(value, now) ?? 0));
    case 'before':
      return term.values.some((value) => time < (parseDate(value, now) ?? 0));
    case 'review':
    case 'verdict':
      return values.some((value) => {
        switch (value) {
          case 'none':
            return review.verdict === null;
          case 'done':
            return review.verdict !== null;
          case 'labelled':
            return review.labels.length > 0;
          case 'noted':
            return review.note !== '';
          default:
            return review.verdict === value;
        }
      });
  }
};
