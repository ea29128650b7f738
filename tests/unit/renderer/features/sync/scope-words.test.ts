import { describe, expect, it } from 'vitest';
import {
  attributionCost,
  isWhole,
  namesInWords,
  scopeInWords,
  toggled,
  typedName,
} from '../../../../../src/renderer/features/sync/scope-words.ts';
import { WHOLE_SCOPE, WHOLE_WINDOW_SCOPE } from '../../../../../src/shared/domain/scope.ts';

const agentName = (id: string): string => (id === 'a1' ? 'Billing' : id);

describe('a scope in words', () => {
  it('is everything when nothing is left out', () => {
    expect(scopeInWords(WHOLE_SCOPE, agentName)).toBe('everything');
    expect(scopeInWords(WHOLE_WINDOW_SCOPE, agentName)).toBe('everything');
    expect(isWhole({ ...WHOLE_SCOPE, attributeAgents: true })).toBe(true);
  });

  it('names sources, channels and agents', () => {
    const scope = { ...WHOLE_SCOPE, sources: ['zendesk', 'intercom'], channels: ['email'], agentIds: ['a1'] };
    expect(scopeInWords(scope, agentName)).toBe('zendesk and intercom · email · agent Billing');
    expect(isWhole(scope)).toBe(false);
  });

  it('names the agent of one window', () => {
    expect(scopeInWords({ ...WHOLE_WINDOW_SCOPE, agentId: 'gone' }, agentName)).toBe('agent gone');
  });
});

describe('names in a sentence', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
    [['a', 'b', 'c', 'd'], 'a, b and 2 more'],
  ])('%j are “%s”', (names, words) => {
    expect(namesInWords(names)).toBe(words);
  });
});

describe('a typed source or channel', () => {
  it('is taken trimmed and in small letters', () => {
    expect(typedName('  Zendesk ')).toBe('zendesk');
  });

  it.each(['', '  ', 'a,b', 'x'.repeat(201)])('is refused when it cannot be one (%j)', (typed) => {
    expect(typedName(typed)).toBeNull();
  });

  it('is added once and taken out again', () => {
    expect(toggled([], 'email')).toEqual(['email']);
    expect(toggled(['email', 'chat'], 'email')).toEqual(['chat']);
  });
});

describe('what attributing agents costs', () => {
  it('counts one request more than there are agents', () => {
    expect(attributionCost(3)).toMatch(/about twice the requests, and at least 4 requests for every 90 days\.$/u);
  });

  it('is told without the list of agents too', () => {
    expect(attributionCost(null)).toMatch(/about twice the requests\.$/u);
  });
});
