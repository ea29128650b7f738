import { describe, expect, it } from 'vitest';
import { createSuggestionStore, worthShowing } from '../../../../src/renderer/state/search-suggestions.ts';
import type { Completion } from '../../../../src/shared/contract/data.ts';
import { settle } from './desk-data.ts';

const item = (kind: Completion['kind'], insert: string): Completion => ({
  insert,
  label: insert,
  kind,
  count: null,
  detail: '',
});

const storeOf = (from: number, to: number, ...items: readonly Completion[]) =>
  createSuggestionStore(() => ({ suggest: async () => ({ from, to, items }) }));

describe('what is offered unasked', () => {
  it('holds no words, and nothing for a single letter', () => {
    const items = [item('clause', 'review:'), item('word', 'refund')];
    expect(worthShowing(items, 're')).toEqual([items[0]]);
    expect(worthShowing(items, 'r')).toEqual([]);
  });

  it('is not what is written already', () => {
    expect(worthShowing([item('value', 'source:zendesk')], 'source:Zendesk')).toEqual([]);
    expect(worthShowing([item('value', 'source:zendesk')], 'source:')).toHaveLength(1);
  });
});

describe('choosing', () => {
  it('begins with nothing and goes round through it', async () => {
    const store = storeOf(0, 2, item('clause', 'source:'), item('clause', 'status:'));
    await store.ask('so', 2, false);
    expect(store.getState().active).toBeNull();
    store.move(1);
    store.move(1);
    expect(store.getState().active).toBe(1);
    store.move(1);
    expect(store.getState().active).toBeNull();
    store.move(-1);
    expect(store.getState().active).toBe(1);
  });

  it('takes nothing while nothing is chosen', async () => {
    const store = storeOf(0, 2, item('clause', 'source:'));
    await store.ask('so', 2, false);
    expect(store.accept('so')).toBeNull();
    expect(store.getState().offered).not.toBeNull();
  });

  it('keeps what was chosen when a later answer offers it still', async () => {
    let items = [item('value', 'source:api'), item('value', 'source:zendesk')];
    const store = createSuggestionStore(() => ({ suggest: async () => ({ from: 0, to: 7, items }) }));
    await store.ask('source:', 7, false);
    store.move(-1);
    items = [item('value', 'source:zendesk')];
    await store.ask('source:z', 8, false);
    expect(store.getState().active).toBe(0);
    items = [item('value', 'source:zoho')];
    await store.ask('source:zo', 9, false);
    expect(store.getState().active).toBeNull();
  });

  it('goes on to the values of a clause', async () => {
    const store = storeOf(7, 10, item('clause', 'source:'));
    await store.ask('refund sou', 10, false);
    expect(store.accept('refund sou', 0)).toEqual({ text: 'refund source:', caret: 14, goesOn: true });
    expect(store.getState().offered).toBeNull();
  });

  it('puts a space behind a value, unless there is one', async () => {
    const store = storeOf(0, 7, item('value', 'source:zendesk'));
    await store.ask('source:', 7, false);
    expect(store.accept('source:', 0)).toEqual({ text: 'source:zendesk ', caret: 15, goesOn: false });
    await store.ask('source: late', 7, false);
    expect(store.accept('source: late', 0)?.text).toBe('source:zendesk late');
  });

  it('takes an offer in place of letters that were typed, or taken back, since it was made', async () => {
    const store = storeOf(5, 13, item('value', 'source:zendesk'));
    await store.ask('late source:z (x)', 13, false);
    expect(store.accept('late source:zen (x)', 0)).toEqual({
      text: 'late source:zendesk (x)',
      caret: 19,
      goesOn: false,
    });
    await store.ask('late source:z (x)', 13, false);
    expect(store.accept('late source: (x)', 0)?.text).toBe('late source:zendesk (x)');
  });

  it('takes no offer for a place that is not there any more', async () => {
    const store = storeOf(5, 13, item('value', 'source:zendesk'));
    for (const text of ['early source:z (x)', 'late source:z (y)', 'late', 'late source:z st (x)']) {
      await store.ask('late source:z (x)', 13, false);
      expect(store.accept(text, 0)).toBeNull();
    }
  });
});

it('drops an answer that came too late', async () => {
  const waiting: ((items: readonly Completion[]) => void)[] = [];
  const store = createSuggestionStore(() => ({
    suggest: () => new Promise((resolve) => waiting.push((items) => resolve({ from: 0, to: 2, items }))),
  }));
  void store.ask('so', 2, false);
  void store.ask('st', 2, false);
  waiting[1]?.([item('clause', 'status:')]);
  await settle();
  waiting[0]?.([item('clause', 'source:')]);
  await settle();
  expect(store.getState().offered?.items).toEqual([item('clause', 'status:')]);
});
