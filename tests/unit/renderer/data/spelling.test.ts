import { describe, expect, it } from 'vitest';
import { interactionSchema } from '#shared/domain/interaction.ts';
import { parseQuery } from '#shared/query/parse.ts';
import { buildSegment } from '../../../../src/renderer/data/index/build-segment.ts';
import { hashesOf, toDocument } from '../../../../src/renderer/data/index/document.ts';
import { planSearch } from '../../../../src/renderer/data/search/plan.ts';
import { snippetOf } from '../../../../src/renderer/data/search/snippets.ts';
import { createSpeller } from '../../../../src/renderer/data/search/spelling.ts';

const said = (id: string, ...messages: readonly string[]) =>
  interactionSchema.parse({
    id,
    createdAt: 1000,
    subjectPreview: 'About an order',
    events: messages.map((message, index) => ({
      id: `${id}-${index}`,
      createdAt: 1000 + index,
      role: 'user',
      type: 'message',
      message,
    })),
  });

const segmentOf = (...interactions: ReturnType<typeof said>[]) =>
  buildSegment(
    1,
    interactions.map((one, row) => toDocument(one, hashesOf(one), { page: 1, row })),
  );

describe('a word that nothing holds', () => {
  const segment = segmentOf(
    said('a', 'I want a refund, please'),
    said('b', 'A refund for the restaurant in Zürich'),
    said('c', 'He refuted the order'),
  );
  const offer = async (text: string) => {
    const speller = createSpeller(async () => undefined);
    return speller.suggest(text, planSearch(parseQuery(text, 0), 0).wanted, [segment]);
  };

  it('is offered the nearest word that something holds', async () => {
    expect(await offer('refnud')).toEqual({ text: 'refund', changes: [{ typed: 'refnud', meant: 'refund' }] });
    expect(await offer('source:zendesk restarant -hotel')).toMatchObject({
      text: 'source:zendesk restaurant -hotel',
    });
  });

  it('is mended within a phrase, and beside others', async () => {
    expect(await offer('"refnud for the" restuarant')).toMatchObject({ text: '"refund for the" restaurant' });
  });

  it('is left alone when it is near to nothing, a number, a prefix or left out', async () => {
    for (const text of ['xylophone', '12345', 'refnu*', '-refnud', 'refund'])
      expect(await offer(text), text).toBeNull();
  });
});

describe('a snippet', () => {
  const long = `${'before '.repeat(40)}the Bank  Transfer was late${' after'.repeat(60)}`;

  it('is the line around the first hit, cut at words', () => {
    const snippet = snippetOf(said('a', 'Hello there', long), ['bank transfer']);
    expect(snippet).toContain('the Bank Transfer was late');
    expect(snippet?.startsWith('…before')).toBe(true);
    expect(snippet?.endsWith('…')).toBe(true);
    expect(snippet!.length).toBeLessThan(170);
  });

  it('prefers what somebody said to the subject', () => {
    expect(snippetOf(said('a', 'My order is late'), ['order'])).toBe('My order is late');
    expect(snippetOf(said('a', 'It is late'), ['order'])).toBe('About an order');
    expect(snippetOf(said('a', 'It is late'), ['refund'])).toBeNull();
  });

  it('finds words whose case, accents or script differ', () => {
    expect(snippetOf(said('a', 'Das CAFÉ ist zu'), ['cafe'])).toBe('Das CAFÉ ist zu');
    expect(snippetOf(said('a', '我要申請退款'), ['退款'])).toBe('我要申請退款');
  });
});
