/**
 * Chooses the queries from the corpus: words, neighbours and values are counted, and picked by how frequent they are, so
 * that nobody's taste decides. The same corpus gives the same queries.
 */
import type { Interaction } from '#shared/domain/interaction.ts';
import { termsOf } from '#shared/query/terms.ts';
import { GAP, type PeerDocument, toPeerDocument } from './document.ts';
import type { BenchQuery, ClauseAsked, QueryKind, WordsAsked } from './query.ts';

const PLAIN = /^[a-z]{3,14}$/u;
const OTHER_SCRIPT = {
  arabic: /^\p{Script=Arabic}{2,}$/u,
  hebrew: /^\p{Script=Hebrew}{2,}$/u,
  chinese: /^\p{Script=Han}{2,}$/u,
  japanese: /^[\p{Script=Hiragana}\p{Script=Katakana}ー]{2,}$/u,
  korean: /^\p{Script=Hangul}{2,}$/u,
  thai: /^\p{Script=Thai}{2,}$/u,
} as const;

/** Counts what a sample of the corpus holds. */
export class Census {
  #documents = 0;
  readonly #terms = new Map<string, number>();
  readonly #pairs = new Map<string, number>();
  readonly #triples = new Map<string, number>();
  readonly #values = new Map<string, Map<string, number>>();

  add(interaction: Interaction): void {
    const document = toPeerDocument(interaction);
    this.#documents += 1;
    const terms = document.text.split(' ').filter((term) => term !== '');
    for (const term of new Set(terms)) if (term !== GAP) increase(this.#terms, term);
    // Phrases from every eighth: their tables would outgrow the corpus.
    if (this.#documents % 8 === 0) this.#addPhrases(terms);
    this.#addValues(document);
  }

  #addPhrases(terms: readonly string[]): void {
    const [pairs, triples] = [new Set<string>(), new Set<string>()];
    for (let at = 0; at + 1 < terms.length; at += 1) {
      const [one, two, three] = [terms[at]!, terms[at + 1]!, terms[at + 2]];
      if (one === GAP || two === GAP) continue;
      pairs.add(`${one} ${two}`);
      if (three !== undefined && three !== GAP) triples.add(`${one} ${two} ${three}`);
    }
    for (const pair of pairs) increase(this.#pairs, pair);
    for (const triple of triples) increase(this.#triples, triple);
  }

  #addValues({ facets }: PeerDocument): void {
    for (const [facet, values] of Object.entries(facets)) {
      let counts = this.#values.get(facet);
      if (!counts) {
        counts = new Map();
        this.#values.set(facet, counts);
      }
      for (const value of values) increase(counts, value);
    }
  }

  /** Words that a share of the documents hold, nearest to the share first; `skip` of them left out. */
  words(share: number, count: number, skip = 0, form: RegExp = PLAIN): readonly string[] {
    return nearest(this.#terms, share * this.#documents, form).slice(skip, skip + count);
  }

  /** Words that stand in so many documents of the sample. */
  rare(documents: number, count: number, skip = 0): readonly string[] {
    return nearest(this.#terms, documents, /^[\p{L}\p{N}]{4,}$/u).slice(skip, skip + count);
  }

  phrases(words: 2 | 3, share: number, count: number, skip = 0): readonly string[] {
    const counts = words === 2 ? this.#pairs : this.#triples;
    const form = words === 2 ? /^[a-z]{2,} [a-z]{2,}$/u : /^[a-z]+ [a-z]+ [a-z]+$/u;
    return nearest(counts, (share * this.#documents) / 8, form).slice(skip, skip + count);
  }

  /** The most frequent word of a script, or one further down. */
  ofScript(script: keyof typeof OTHER_SCRIPT, place: number): string {
    const ranked = [...this.#terms]
      .filter(([term]) => OTHER_SCRIPT[script].test(term))
      .sort(([one, count], [other, otherCount]) => otherCount - count || (one < other ? -1 : 1));
    return ranked[Math.min(place, ranked.length - 1)]?.[0] ?? 'refund';
  }

  /** The values of a facet, most frequent first. */
  values(facet: string): readonly string[] {
    return [...(this.#values.get(facet) ?? [])]
      .sort(([one, count], [other, otherCount]) => otherCount - count || (one < other ? -1 : 1))
      .map(([value]) => value);
  }
}

const increase = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

const nearest = (counts: ReadonlyMap<string, number>, wanted: number, form: RegExp): readonly string[] =>
  [...counts]
    .filter(([term]) => form.test(term))
    .map(([term, count]): [string, number] => [term, Math.abs(Math.log(count / Math.max(wanted, 1)))])
    .sort(([one, distance], [other, otherDistance]) => distance - otherDistance || (one < other ? -1 : 1))
    .map(([term]) => term);

/** A word of a script without spaces may be cut once more when it stands alone. */
const word = (text: string): WordsAsked => ({ terms: termsOf(text), prefix: false, negated: false });
const not = (asked: WordsAsked): WordsAsked => ({ ...asked, negated: true });
const prefix = (term: string): WordsAsked => ({ terms: [term], prefix: true, negated: false });
const phrase = (text: string): WordsAsked => ({ terms: text.split(' '), prefix: false, negated: false });
const is = (field: 'source' | 'channel' | 'status' | 'tag' | 'folder' | 'csat', ...values: string[]): ClauseAsked => ({
  field,
  values: values.map((value) => value.toLowerCase()),
  negated: false,
});
const isNot = (clause: ClauseAsked): ClauseAsked => ({ ...clause, negated: true });

const DAY = 86_400_000;
/** Local days that begin after the oldest part of the corpus and end before its newest. */
const dayOf = (time: number): { readonly text: string; readonly at: number } => {
  const date = new Date(time);
  const at = new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  const pad = (value: number): string => String(value).padStart(2, '0');
  return { text: `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`, at };
};

/** Sixty-five queries of ten kinds. `turn` gives other words of the same frequencies, to warm up with. */
export const chooseQueries = (
  census: Census,
  period: { readonly oldest: number; readonly newest: number },
  turn = 0,
): readonly BenchQuery[] => {
  const queries: BenchQuery[] = [];
  const ask = (kind: QueryKind, words: readonly WordsAsked[], clauses: readonly ClauseAsked[] = []): void => {
    queries.push({ kind, text: textOf(words, clauses), words, clauses });
  };
  const one = (share: number, skip = 0): string => census.words(share, 1, skip + turn * 3)[0]!;
  const value = (facet: string, place: number): string => {
    const all = census.values(facet);
    return all[(place + turn) % all.length]!;
  };
  const span = period.newest - period.oldest;

  for (const count of [1, 1, 1, 2, 3, 5, 8])
    ask('rare word', [word(census.rare(count, 1, queries.length * 7 + turn)[0]!)]);
  for (const share of [0.8, 0.6, 0.45, 0.35, 0.25, 0.2]) ask('common word', [word(one(share))]);
  for (const [first, second] of [
    [0.5, 0.3],
    [0.4, 0.1],
    [0.3, 0.05],
    [0.2, 0.2],
    [0.1, 0.01],
    [0.05, 0.05],
    [0.7, 0.6],
  ] as const)
    ask('two words', [word(one(first, 1)), word(one(second, 2))]);
  for (const shares of [
    [0.6, 0.4, 0.3],
    [0.5, 0.2, 0.1],
    [0.3, 0.15, 0.1],
    [0.2, 0.1, 0.05],
    [0.7, 0.5, 0.02],
    [0.4, 0.4, 0.35],
  ])
    ask(
      'three words',
      shares.map((share, place) => word(one(share, place + 3))),
    );
  for (const share of [0.3, 0.15, 0.08, 0.02]) ask('phrase', [phrase(census.phrases(2, share, 1, turn)[0]!)]);
  for (const share of [0.2, 0.1, 0.03]) ask('phrase', [phrase(census.phrases(3, share, 1, turn)[0]!)]);
  for (const [share, length] of [
    [0.3, 2],
    [0.2, 3],
    [0.1, 3],
    [0.05, 4],
    [0.02, 4],
    [0.01, 5],
  ] as const)
    ask('prefix', [prefix(one(share, 6).slice(0, length))]);

  ask('clause only', [], [is('source', value('source', 0))]);
  ask('clause only', [], [is('source', value('source', 1), value('source', 3)), is('channel', value('channel', 0))]);
  ask('clause only', [], [is('status', value('status', 1))]);
  ask('clause only', [], [is('tag', value('tag', 0))]);
  ask('clause only', [], [is('tag', value('tag', 8)), is('channel', value('channel', 0))]);
  ask('clause only', [], [time(period.newest - span * 0.3, null)]);
  ask(
    'clause only',
    [],
    [time(period.oldest + span * 0.4, period.oldest + span * 0.5), is('source', value('source', 2))],
  );
  ask('words with clauses', [word(one(0.5, 8))], [is('source', value('source', 0))]);
  ask('words with clauses', [word(one(0.3, 8))], [is('tag', value('tag', 2))]);
  ask('words with clauses', [word(one(0.2, 8)), word(one(0.1, 8))], [is('channel', value('channel', 0))]);
  ask('words with clauses', [word(one(0.1, 9))], [time(period.newest - span * 0.2, null)]);
  ask(
    'words with clauses',
    [phrase(census.phrases(2, 0.1, 1, turn + 4)[0]!)],
    [is('source', value('source', 1), value('source', 2))],
  );
  ask(
    'words with clauses',
    [word(one(0.4, 9))],
    [is('status', value('status', 0)), is('tag', value('tag', 1)), time(null, period.newest - span * 0.5)],
  );
  ask('negation', [word(one(0.5, 10)), not(word(one(0.3, 10)))]);
  ask('negation', [word(one(0.2, 10)), not(word(one(0.2, 11))), not(word(one(0.1, 11)))]);
  ask('negation', [not(word(one(0.5, 12)))]);
  ask('negation', [word(one(0.1, 12)), not(phrase(census.phrases(2, 0.1, 1, turn + 6)[0]!))]);
  ask('negation', [word(one(0.3, 13))], [isNot(is('source', value('source', 0)))]);
  ask('negation', [], [isNot(is('tag', value('tag', 0))), isNot(is('channel', value('channel', 0)))]);
  const place = turn * 2;
  ask('right to left and CJK', [word(census.ofScript('arabic', place))]);
  ask('right to left and CJK', [word(census.ofScript('arabic', place)), word(census.ofScript('arabic', place + 3))]);
  ask('right to left and CJK', [word(census.ofScript('hebrew', place))]);
  ask('right to left and CJK', [word(census.ofScript('chinese', place))]);
  ask('right to left and CJK', [word(census.ofScript('japanese', place + 1))], [is('channel', value('channel', 0))]);
  ask('right to left and CJK', [word(census.ofScript('korean', place))]);
  ask('right to left and CJK', [word(census.ofScript('thai', place)), word(census.ofScript('thai', place + 5))]);
  return queries;
};

const time = (from: number | null, to: number | null): ClauseAsked => ({
  field: 'time',
  from: from === null ? Number.NEGATIVE_INFINITY : dayOf(from).at,
  to: to === null ? Number.POSITIVE_INFINITY : dayOf(to).at,
  negated: false,
});

const textOf = (words: readonly WordsAsked[], clauses: readonly ClauseAsked[]): string =>
  [
    ...words.map(({ terms, prefix: begins, negated }) => {
      const text = terms.length > 1 ? `"${terms.join(' ')}"` : terms[0]!;
      return `${negated ? '-' : ''}${text}${begins ? '*' : ''}`;
    }),
    ...clauses.map(clauseText),
  ].join(' ');

const clauseText = (clause: ClauseAsked): string => {
  if (clause.field !== 'time')
    return `${clause.negated ? '-' : ''}${clause.field}:${clause.values.map((value) => (/^[\w-]+$/u.test(value) ? value : `"${value}"`)).join(',')}`;
  const parts: string[] = [];
  if (clause.from > 0) parts.push(`after:${dayOf(clause.from + DAY / 4).text}`);
  if (Number.isFinite(clause.to)) parts.push(`before:${dayOf(clause.to + DAY / 4).text}`);
  return parts.join(' ');
};
