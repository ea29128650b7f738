/** What is true, false or unknown of a document, as bits. */
import { featuresOf } from '#shared/domain/features.ts';
import type { Interaction } from '#shared/domain/interaction.ts';
import type { HasValue } from '#shared/query/fields.ts';

/** Bits 0–1 resolved, bits 3–4 approved; of two bits, 0 is null, 1 false, 2 true. */
const RESOLVED = 0;
const APPROVED = 3;
/** Fini's own flag, apart from whether there are words of feedback. */
const HAS_FEEDBACK = 1 << 2;
const FEATURES: readonly HasValue[] = ['feedback', 'csat', 'attachment', 'note', 'tag', 'article', 'escalation'];
const FIRST_FEATURE = 5;
/** One more than the highest flags. */
export const FLAGS_RANGE = 1 << (FIRST_FEATURE + FEATURES.length);

const threeWay = (value: boolean | null): number => (value === null ? 0 : value ? 2 : 1);
const threeWayBack = (bits: number): boolean | null => (bits === 0 ? null : bits === 2);

/** @param approved the last thumb given */
export const flagsOf = (interaction: Interaction, approved: boolean | null): number => {
  const features = featuresOf(interaction);
  let flags =
    (threeWay(interaction.resolved) << RESOLVED) |
    (interaction.hasFeedback ? HAS_FEEDBACK : 0) |
    (threeWay(approved) << APPROVED);
  for (let index = 0; index < FEATURES.length; index += 1)
    if (features[FEATURES[index]!]) flags |= 1 << (FIRST_FEATURE + index);
  return flags;
};

export const resolvedOf = (flags: number): boolean | null => threeWayBack((flags >> RESOLVED) & 3);
export const approvedOfFlags = (flags: number): boolean | null => threeWayBack((flags >> APPROVED) & 3);
export const hasFeedbackOf = (flags: number): boolean => (flags & HAS_FEEDBACK) !== 0;
export const hasFeature = (flags: number, feature: HasValue): boolean =>
  (flags & (1 << (FIRST_FEATURE + FEATURES.indexOf(feature)))) !== 0;

/** For each possible flags, whether they pass. */
export const flagsMask = (test: (flags: number) => boolean): Uint8Array =>
  Uint8Array.from({ length: FLAGS_RANGE }, (_, flags) => (test(flags) ? 1 : 0));
