/** The naive oracle: looks at every document with every query, in the plainest way there is. */
import { newestFirst, type PeerDocument } from './document.ts';
import { type Answer, type BenchQuery, type ClauseAsked, FACETS, ROWS_SHOWN, type WordsAsked } from './query.ts';

const holds = ({ text }: PeerDocument, { terms, prefix }: WordsAsked): boolean =>
  text.includes(` ${terms.join(' ')}${prefix ? '' : ' '}`);

const fulfils = (document: PeerDocument, clause: ClauseAsked): boolean =>
  clause.field === 'time'
    ? document.lastMessageAt >= clause.from && document.lastMessageAt < clause.to
    : document.facets[clause.field].some((value) => clause.values.includes(value.toLowerCase()));

const isHit = (document: PeerDocument, query: BenchQuery): boolean =>
  query.words.every((word) => holds(document, word) !== word.negated) &&
  query.clauses.every((clause) => fulfils(document, clause) !== clause.negated);

/** Takes documents one at a time, since a million of them are too many to keep. */
export class Oracle {
  readonly #queries: readonly BenchQuery[];
  readonly #hits: { total: number; newest: PeerDocument[]; facets: Map<string, number>[] }[];

  constructor(queries: readonly BenchQuery[]) {
    this.#queries = queries;
    this.#hits = queries.map(() => ({ total: 0, newest: [], facets: FACETS.map(() => new Map<string, number>()) }));
  }

  add(document: PeerDocument): void {
    this.#queries.forEach((query, index) => {
      if (!isHit(document, query)) return;
      const hits = this.#hits[index]!;
      hits.total += 1;
      FACETS.forEach((facet, place) => {
        const counts = hits.facets[place]!;
        for (const value of document.facets[facet]) counts.set(value, (counts.get(value) ?? 0) + 1);
      });
      hits.newest.push(document);
      if (hits.newest.length > ROWS_SHOWN * 20) {
        hits.newest.sort(newestFirst);
        hits.newest.length = ROWS_SHOWN;
      }
    });
  }

  answers(): readonly Answer[] {
    return this.#hits.map(({ total, newest, facets }) => ({
      total,
      ids: newest
        .sort(newestFirst)
        .slice(0, ROWS_SHOWN)
        .map(({ id }) => id),
      facets: Object.fromEntries(FACETS.map((facet, place) => [facet, Object.fromEntries(facets[place]!)])),
    }));
  }
}
