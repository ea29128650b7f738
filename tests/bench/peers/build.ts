/** Builds a peer from the corpus; the seconds are those of its index alone. */
import { eachInteraction, type PeerDocument, toPeerDocument } from './document.ts';
import type { CorpusSource, Engine, MakePeer } from './engine.ts';
import { createShelf } from './shelf.ts';

export const buildPeer = async (
  corpus: CorpusSource,
  make: MakePeer,
): Promise<{ readonly engine: Engine; readonly seconds: number }> => {
  const documents: PeerDocument[] = [];
  await eachInteraction(corpus.url, corpus.files, (interaction) => documents.push(toPeerDocument(interaction)));
  const shelf = createShelf(documents);
  const started = performance.now();
  const engine = await make(shelf);
  return { engine, seconds: (performance.now() - started) / 1000 };
};
