import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalEvent, Judgement } from '#shared/domain/journal.ts';
import { emptyReview, foldReview } from '#shared/review/fold.ts';
import { createLedger } from '#shared/review/ledger.ts';

const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const reviewer = (number: number) => ({ id: uuid(900 + number), name: `Reviewer ${number}` });
const me = reviewer(1);

const event = (id: number, at: number, judgement: Judgement, interactionId = 'i1', by = me): JournalEvent => ({
  id: uuid(id),
  at,
  reviewer: by,
  target: { interactionId, eventId: null },
  basis: 'basis',
  judgement,
});

const judgement: fc.Arbitrary<Judgement> = fc.oneof(
  fc.record({
    kind: fc.constant('verdict' as const),
    verdict: fc.constantFrom('pass' as const, 'fail' as const, null),
  }),
  fc.record({ kind: fc.constant('label' as const), label: fc.constantFrom('tone', 'speed'), present: fc.boolean() }),
  fc.record({ kind: fc.constant('note' as const), text: fc.constantFrom('', 'one', 'two') }),
  fc.record({
    kind: fc.constant('tag' as const),
    tagId: fc.constantFrom('t1', '__proto__'),
    judgement: fc.constantFrom('right' as const, 'wrong' as const, 'missing' as const, null),
  }),
  fc.record({ kind: fc.constant('undo' as const), of: fc.nat({ max: 24 }).map(uuid) }),
);
/** Journals of two reviewers on two interactions, with undos of anything, even of what is not there. */
const journal = fc
  .array(fc.tuple(fc.nat({ max: 12 }), judgement, fc.constantFrom('i1', 'i2'), fc.constantFrom(1, 2)), {
    maxLength: 24,
  })
  .map((all) => all.map(([at, one, interactionId, by], index) => event(index, at, one, interactionId, reviewer(by))));

const stateOf = (events: readonly JournalEvent[]) =>
  ['i1', 'i2'].flatMap((id) => [1, 2].map((by) => foldReview(events, reviewer(by).id, id)));

describe('folding the journal', () => {
  it('gives the same in any order and with any repetition', () => {
    fc.assert(
      fc.property(
        journal.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }), fc.subarray(events)),
        ),
        ([events, shuffled, repeated]) => {
          expect(stateOf([...repeated, ...shuffled, ...repeated])).toEqual(stateOf(events));
        },
      ),
    );
  });

  it('gives one by one what it gives all at once, whatever the stretches', () => {
    fc.assert(
      fc.property(journal, fc.nat(24), (events, cut) => {
        const ledger = createLedger(me.id);
        ledger.add(events.slice(cut));
        for (const one of events.slice(0, cut)) ledger.add([one]);
        ledger.add(events);
        for (const id of ['i1', 'i2']) expect(ledger.review(id)).toEqual(foldReview(events, me.id, id));
        expect(ledger.size).toBe(events.length);
      }),
    );
  });

  it('lets the last writer of each slot win', () => {
    const review = foldReview(
      [
        event(3, 30, { kind: 'verdict', verdict: 'fail' }),
        event(1, 10, { kind: 'verdict', verdict: 'pass' }),
        event(2, 20, { kind: 'label', label: 'tone', present: true }),
        event(5, 20, { kind: 'note', text: 'later id' }),
        event(4, 20, { kind: 'note', text: 'earlier id' }),
      ],
      me.id,
      'i1',
    );
    expect(review).toMatchObject({
      verdict: 'fail',
      labels: ['tone'],
      note: 'later id',
      updatedAt: 30,
      basis: 'basis',
    });
  });

  it('takes an event back, and brings it again when the undo is undone', () => {
    const verdict = event(1, 1, { kind: 'verdict', verdict: 'pass' });
    const undo = event(2, 2, { kind: 'undo', of: verdict.id });
    const redo = event(3, 3, { kind: 'undo', of: undo.id });
    expect(foldReview([verdict, undo], me.id, 'i1')).toEqual(emptyReview);
    expect(foldReview([verdict, undo, redo], me.id, 'i1').verdict).toBe('pass');
  });

  it('does not let one reviewer undo another’s judgement', () => {
    const verdict = event(1, 1, { kind: 'verdict', verdict: 'pass' });
    const undo = event(2, 2, { kind: 'undo', of: verdict.id }, 'i1', reviewer(2));
    expect(foldReview([verdict, undo], me.id, 'i1').verdict).toBe('pass');
  });

  it('keeps a tag id such as __proto__ as data', () => {
    const review = foldReview([event(1, 1, { kind: 'tag', tagId: '__proto__', judgement: 'wrong' })], me.id, 'i1');
    expect(Object.entries(review.tags)).toEqual([['__proto__', 'wrong']]);
  });
});

describe('undo and redo', () => {
  /** Drives a ledger as the application does. */
  const desk = () => {
    const ledger = createLedger(me.id);
    let id = 0;
    const add = (one: Judgement): void => {
      id += 1;
      ledger.add([event(id, ledger.nextTime(0), one)]);
    };
    return {
      ledger,
      judge: (verdict: 'pass' | 'fail') => add({ kind: 'verdict', verdict }),
      undo: () => {
        const last = ledger.lastJudgement();
        if (last) add({ kind: 'undo', of: last.id });
        return last !== null;
      },
      redo: () => {
        const last = ledger.lastUndo();
        if (last) add({ kind: 'undo', of: last.id });
        return last !== null;
      },
      verdict: () => ledger.review('i1').verdict,
    };
  };

  it('behave as in an editor, whatever is done in which order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('pass', 'fail', 'undo', 'redo'), { maxLength: 30 }), (steps) => {
        const real = desk();
        const done: ('pass' | 'fail')[] = [];
        const undone: ('pass' | 'fail')[] = [];
        for (const step of steps) {
          if (step === 'undo') {
            expect(real.undo()).toBe(done.length > 0);
            const last = done.pop();
            if (last) undone.push(last);
          } else if (step === 'redo') {
            expect(real.redo()).toBe(undone.length > 0);
            const last = undone.pop();
            if (last) done.push(last);
          } else if (step === 'pass' || step === 'fail') {
            real.judge(step);
            done.push(step);
            undone.length = 0;
          }
          expect(real.verdict()).toBe(done.at(-1) ?? null);
        }
      }),
    );
  });

  it('goes on when the clock was set back', () => {
    const { ledger } = desk();
    ledger.add([event(1, 1000, { kind: 'verdict', verdict: 'pass' })]);
    expect(ledger.nextTime(10)).toBe(1001);
  });

  it('ranks labels by use', () => {
    const { ledger } = desk();
    ledger.add([
      event(1, 1, { kind: 'label', label: 'tone', present: true }, 'i1'),
      event(2, 2, { kind: 'label', label: 'tone', present: true }, 'i2'),
      event(3, 3, { kind: 'label', label: 'accuracy', present: true }, 'i2'),
    ]);
    expect(ledger.labels()).toEqual([
      { label: 'tone', count: 2 },
      { label: 'accuracy', count: 1 },
    ]);
  });
});
