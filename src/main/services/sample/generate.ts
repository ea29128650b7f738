/** Makes the interactions of the sample workspace: the same ones for the same seed, with times relative to `now`. */
import { converse } from './conversation.ts';
import { EDGES } from './edges.ts';
import { HOSTILE } from './hostile.ts';
import { createRandom } from './random.ts';
import type { LanguagePack } from './scenario.ts';
import { LANGUAGES } from './scenarios/index.ts';
import { assemble, type InteractionDraft, type WireInteraction } from './wire.ts';

export interface SampleOptions {
  /** Epoch ms; the newest message is a few minutes before. */
  readonly now: number;
  /** How many interactions. Default 240. */
  readonly count?: number;
  /** Default 1. Ids depend on seed and count alone, not on `now`. */
  readonly seed?: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const DEFAULT_COUNT = 240;
/** The oldest conversation ends this long ago, so that all of it lies in a period of 90 days. */
const SPAN = 86 * DAY;
const NEWEST = 4 * MINUTE;
/** Conversations that show an edge of the format take at most this share, lest they look like the normal case. */
const ODD_SHARE = 0.08;

/** Languages as often as they are spoken. */
const SPOKEN: readonly LanguagePack[] = LANGUAGES.flatMap((pack) =>
  Array.from({ length: Math.round(pack.weight * 5) }, () => pack),
);

/** Generates the interactions, newest first by latest message, in the shape of Fini's list endpoint. */
export const generateInteractions = (options: SampleOptions): readonly WireInteraction[] => {
  const count = options.count ?? DEFAULT_COUNT;
  const random = createRandom(options.seed ?? 1);
  const odd: readonly InteractionDraft[] = [...EDGES, ...HOSTILE];
  const every = Math.max(1, Math.round(Math.max(1 / ODD_SHARE, count / (odd.length + 1))));
  const newId = (): string => random.uuid();
  const interactions: WireInteraction[] = [];
  for (let index = 0; index < count; index += 1) {
    // Evenly over the span with a little unevenness; the newest is always there, so the list never begins with a gap.
    const share = count === 1 ? 0 : (index + (index === 0 ? 0 : random.next() * 0.9 - 0.45)) / (count - 1);
    const endsAt = options.now - NEWEST - Math.round(Math.max(0, share) * SPAN);
    const special = index % every === every - 1 ? odd[Math.floor(index / every)] : undefined;
    const pack = random.deal(SPOKEN);
    const draft = special ?? converse(pack, random.deal(pack.scenarios), random, endsAt);
    interactions.push(assemble(draft, endsAt, newId));
  }
  return interactions.sort((a, b) => latest(b) - latest(a) || (a.id < b.id ? 1 : -1));
};

const latest = (interaction: WireInteraction): number =>
  interaction.events.reduce((at, event) => Math.max(at, event.createdAt), interaction.createdAt);
