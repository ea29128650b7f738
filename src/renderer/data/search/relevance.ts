/**
 * How well a document answers the words of a query: BM25, with the usual k1 and b, over everything that is indexed of
 * it. A word that few documents have counts more, one said often counts a little more, and long conversations count
 * less. Scores are kept in steps, so that equals stand newest first.
 *
 * A phrase scores by its words; the words of a prefix score as one word.
 */

import type { Segment } from '../index/segment.ts';
import { fieldPlaces } from '../index/sides.ts';
import type { TermEntry } from '../index/term-dictionary.ts';
import type { Hits } from './hits.ts';
import { createKeyedOrder, type Order } from './order.ts';
import type { TextNode } from './plan-node.ts';
import { entriesOf, termsOf } from './text.ts';

const K1 = 1.2;
const B = 0.75;
const STEPS = 1024;

/** Best match first. Without words, newest first. */
export const relevanceOrder = (hits: readonly Hits[], wanted: readonly TextNode[]): Order => {
  const segments = hits.map(({ segment }) => segment);
  const documents = segments.reduce((sum, { columns }) => sum + columns.count, 0);
  const lengths = segments.reduce((sum, segment) => sum + termsIn(segment), 0);
  const average = lengths / Math.max(1, documents) || 1;
  const groups = wanted.flatMap((node) =>
    node.terms.map((term, index) => ({ term, prefix: node.prefix && index === node.terms.length - 1 })),
  );
  const scores = new Map<Segment, Float32Array>(
    segments.map((segment) => [segment, new Float32Array(segment.columns.count)]),
  );
  for (const { term, prefix } of groups) {
    const node: TextNode = { kind: 'text', terms: [term], prefix, sides: null, start: 0, end: 0 };
    const found = segments.map((segment) => ({ segment, entries: entriesOf(segment, node)?.[0] ?? [] }));
    const having = found.reduce((sum, { entries }) => sum + entries.reduce((all, one) => all + one.documents, 0), 0);
    const most = Math.min(having, documents);
    const weight = Math.log(1 + (documents - most + 0.5) / (most + 0.5));
    for (const { segment, entries } of found)
      for (const entry of entries) addScores(scores.get(segment)!, segment, entry, weight, average);
  }
  let best = 0;
  for (const { segment, documents: list } of hits) {
    const ofSegment = scores.get(segment)!;
    for (let index = 0; index < list.length; index += 1) best = Math.max(best, ofSegment[list[index]!]!);
  }
  return createKeyedOrder(hits, STEPS, ({ segment, documents: list }) => {
    const ofSegment = scores.get(segment)!;
    return Uint32Array.from(list, (document) =>
      best === 0 ? 0 : STEPS - 1 - Math.min(STEPS - 1, Math.floor((ofSegment[document]! / best) * (STEPS - 1))),
    );
  });
};

const termsIn = ({ positions }: Segment): number => {
  if (!positions) return 0;
  let sum = 0;
  const { terms } = fieldPlaces(positions);
  for (let document = 0; document < terms.length; document += 1) sum += terms[document]!;
  return sum;
};

/** Adds what one term gives to every document that has it. Places are counted by the bytes that end their numbers. */
const addScores = (scores: Float32Array, segment: Segment, entry: TermEntry, weight: number, average: number): void => {
  const { postings } = termsOf(segment);
  if (!segment.positions) return;
  const { positions } = segment.positions;
  const lengths = fieldPlaces(segment.positions).terms;
  let at = entry.postingsAt;
  let sizeAt = entry.positionsAt;
  let byteAt = sizeAt;
  for (let left = entry.documents; left > 0; byteAt += 1) if (positions[byteAt]! < 128) left -= 1;
  let document = 0;
  for (let left = entry.documents; left > 0; left -= 1) {
    let byte = postings[at++]!;
    let delta = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = postings[at++]!;
      delta |= (byte & 127) << shift;
    }
    document += delta;
    byte = positions[sizeAt++]!;
    let size = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = positions[sizeAt++]!;
      size |= (byte & 127) << shift;
    }
    let times = 0;
    for (const end = byteAt + size; byteAt < end; byteAt += 1) if (positions[byteAt]! < 128) times += 1;
    const norm = K1 * (1 - B + (B * lengths[document]!) / average);
    scores[document]! += (weight * times * (K1 + 1)) / (times + norm);
  }
};
