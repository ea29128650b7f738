import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAgentBook } from '../../../../../src/renderer/data/agents/agent-book.ts';
import { decodeAttribution, encodeAttribution } from '../../../../../src/renderer/data/agents/attribution-codec.ts';

const anyId = fc.oneof(fc.uuid(), fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }));

describe('the agent book', () => {
  it('says what a map of sets says', () => {
    const attribution = fc.record({ agentId: fc.constantFrom('a', 'b', 'c'), ids: fc.array(anyId, { maxLength: 60 }) });
    fc.assert(
      fc.property(fc.array(attribution, { maxLength: 20 }), fc.array(anyId), (attributions, strangers) => {
        const book = createAgentBook();
        const oracle = new Map<string, Set<string>>();
        for (const { agentId, ids } of attributions) {
          book.attribute(agentId, ids);
          for (const id of ids) oracle.set(id, (oracle.get(id) ?? new Set()).add(agentId));
        }
        for (const id of [...oracle.keys(), ...strangers])
          expect([...book.agentsOf(id)]).toEqual([...(oracle.get(id) ?? [])]);
      }),
    );
  });

  it('keeps a hundred thousand apart', () => {
    const book = createAgentBook();
    const id = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    const all = Array.from({ length: 100_000 }, (_, index) => id(index));
    book.attribute(
      'even',
      all.filter((_, index) => index % 2 === 0),
    );
    book.attribute(
      'third',
      all.filter((_, index) => index % 3 === 0),
    );
    expect(book.agentsOf(id(6))).toEqual(['even', 'third']);
    expect(book.agentsOf(id(99_999))).toEqual(['third']);
    expect(book.agentsOf(id(99_997))).toEqual([]);
    expect(book.agentsOf(id(100_000))).toEqual([]);
    expect(book.sets).toHaveLength(4);
  });

  it('tells of changes only', () => {
    const book = createAgentBook();
    book.attribute('a', ['x']);
    const { version } = book;
    book.attribute('a', ['x']);
    expect(book.version).toBe(version);
    book.attribute('b', ['x']);
    expect(book.version).toBeGreaterThan(version);
  });

  it('calls an agent by its name, or its id', () => {
    const book = createAgentBook();
    book.name([
      { id: 'a', name: 'Billing' },
      { id: 'b', name: '' },
    ]);
    expect([book.nameOf('a'), book.nameOf('b'), book.nameOf('c')]).toEqual(['Billing', 'b', 'c']);
  });
});

describe('attributions as bytes', () => {
  it('come back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(anyId), (agentId, interactionIds) => {
        expect(decodeAttribution(encodeAttribution({ agentId, interactionIds }))).toEqual({ agentId, interactionIds });
      }),
    );
  });
});
