/** From documents' texts to terms and their lists. It needs nothing but texts and numbers, so another thread can do it. */
import { ByteWriter } from '../bytes/byte-writer.ts';
import type { IndexedDocument } from './document.ts';
import { Occurrences } from './occurrences.ts';

/** The texts of some documents, in the order of the segment to be. */
export interface TextBatch {
  /** Of each document, see `TextFields`. */
  readonly texts: readonly string[];
  /** The fields of all documents, and how many each has. */
  readonly fields: Uint32Array;
  readonly fieldCounts: Uint32Array;
  /** The attributes' terms of all documents, and how many each has. */
  readonly attributes: readonly string[];
  readonly attributeCounts: Uint32Array;
}

/** See `TermIndex` and `PositionIndex`. */
export interface Inverted {
  readonly dictionary: Uint8Array<ArrayBuffer>;
  readonly postings: Uint8Array<ArrayBuffer>;
  readonly positions: Uint8Array<ArrayBuffer>;
  readonly sides: Uint8Array<ArrayBuffer>;
}

export const batchOf = (documents: readonly IndexedDocument[]): TextBatch => {
  const fieldCounts = Uint32Array.from(documents, ({ content }) => content.fields.length);
  const fields = new Uint32Array(fieldCounts.reduce((sum, count) => sum + count, 0));
  let at = 0;
  for (const { content } of documents) {
    fields.set(content.fields, at);
    at += content.fields.length;
  }
  return {
    texts: documents.map(({ content }) => content.text),
    fields,
    fieldCounts,
    attributes: documents.flatMap(({ attributes }) => attributes),
    attributeCounts: Uint32Array.from(documents, ({ attributes }) => attributes.length),
  };
};

/** Kept from batch to batch: making room for each anew costs more than filling it. */
const kept = { occurrences: new Occurrences(), sides: new ByteWriter(1 << 15) };

const DOCUMENTS_AT_A_TIME = 50;

/** Inverts a batch, giving way every few documents. Nothing else may be inverted on this thread until it is through. */
function* steps(batch: TextBatch): Generator<undefined, Inverted> {
  const { occurrences, sides } = kept;
  occurrences.clear();
  sides.clear();
  let field = 0;
  let attribute = 0;
  for (let document = 0; document < batch.texts.length; document += 1) {
    // Terms without a position stand first in the dictionary and have no positions to write.
    const attributesEnd = attribute + batch.attributeCounts[document]!;
    for (; attribute < attributesEnd; attribute += 1) occurrences.addTerm(batch.attributes[attribute]!, document);
    const fieldsEnd = field + batch.fieldCounts[document]!;
    occurrences.addText(batch.texts[document]!, batch.fields.subarray(field, fieldsEnd), document, sides);
    field = fieldsEnd;
    if (document % DOCUMENTS_AT_A_TIME === DOCUMENTS_AT_A_TIME - 1) yield;
  }
  return { ...occurrences.write(), sides: sides.finish() };
}

export const invert = (batch: TextBatch): Inverted => {
  const work = steps(batch);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
};

/** Inverts one batch after the other, letting others in between. */
export const createInverter = (giveWay: () => Promise<void>): ((batch: TextBatch) => Promise<Inverted>) => {
  let last: Promise<unknown> = Promise.resolve();
  const work = async (batch: TextBatch): Promise<Inverted> => {
    const steadily = steps(batch);
    for (;;) {
      const { done, value } = steadily.next();
      if (done) return value;
      await giveWay();
    }
  };
  return (batch) => {
    const inverted = last.then(() => work(batch));
    last = inverted.catch(() => undefined);
    return inverted;
  };
};
