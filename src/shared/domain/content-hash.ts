/**
 * A stable hash of what a reviewer judges, so that a verdict can be seen to be about an older version. Left out: what
 * changes without the conversation changing (attachment addresses expire with every fetch) and what is not judged
 * (status, user attributes, places in Fini).
 */
import type { Article, Interaction, Tag } from './interaction.ts';

/**
 * Hashes an interaction's ids, roles, types, messages, tags, feedback, ratings, approvals, resolutions and articles.
 * 64 bits, not cryptographic: it tells versions of one interaction apart, it does not withstand forgery.
 *
 * @returns 16 hexadecimal digits
 */
export const contentHash = (interaction: Interaction): string => {
  const hash = createHash();
  hash.text(interaction.id);
  hash.number(interaction.createdAt);
  hash.text(interaction.subjectPreview);
  hash.flag(interaction.resolved);
  hash.flag(interaction.hasFeedback);
  addArticles(hash, interaction.usedArticles);
  hash.number(interaction.events.length);
  for (const event of interaction.events) {
    hash.text(event.id);
    hash.number(event.createdAt);
    hash.text(event.role);
    hash.text(event.type);
    hash.text(event.message);
    hash.number(event.csatRating);
    hash.text(event.feedback);
    hash.flag(event.approved);
    hash.flag(event.resolved);
    hash.number(event.attachments.length);
    addTags(hash, event.tags);
    addArticles(hash, event.usedArticles);
  }
  return hash.digest();
};

const addTags = (hash: Hash, tags: readonly Tag[]): void => {
  hash.number(tags.length);
  for (const tag of tags) {
    hash.text(tag.id);
    hash.text(tag.name);
  }
};

const addArticles = (hash: Hash, articles: readonly Article[]): void => {
  hash.number(articles.length);
  for (const article of articles) {
    hash.text(article.id);
    hash.text(article.title);
    hash.text(article.documentUrl);
  }
};

/** Takes values one after another; each is told apart from its neighbours, and null from everything. */
export interface Hash {
  text(value: string | null): void;
  number(value: number | null): void;
  flag(value: boolean | null): void;
  /** 16 hexadecimal digits. */
  digest(): string;
}

/** Two 32-bit lanes of multiply-and-xor (the scheme known as cyrb53), mixed at the end. */
export const createHash = (): Hash => new LaneHash();

class LaneHash implements Hash {
  /** In an array of whole numbers: kept anywhere else, every change of a lane would leave a number on the heap. */
  readonly #lanes = Int32Array.of(0xdeadbeef, 0x41c6ce57);

  #add(value: number): void {
    const lanes = this.#lanes;
    lanes[0] = Math.imul(lanes[0]! ^ value, 2_654_435_761);
    lanes[1] = Math.imul(lanes[1]! ^ value, 1_597_334_677);
  }

  text(value: string | null): void {
    if (value === null) {
      this.#add(-1);
      return;
    }
    const lanes = this.#lanes;
    const { length } = value;
    let a = Math.imul(lanes[0]! ^ length, 2_654_435_761);
    let b = Math.imul(lanes[1]! ^ length, 1_597_334_677);
    // Two UTF-16 units at a time; the odd last one alone.
    for (let index = 1; index < length; index += 2) {
      const units = value.charCodeAt(index - 1) | (value.charCodeAt(index) << 16);
      a = Math.imul(a ^ units, 2_654_435_761);
      b = Math.imul(b ^ units, 1_597_334_677);
      a ^= a >>> 15;
    }
    if (length % 2 === 1) {
      const unit = value.charCodeAt(length - 1);
      a = Math.imul(a ^ unit, 2_654_435_761);
      b = Math.imul(b ^ unit, 1_597_334_677);
    }
    // The lanes meet after every text, so that a later character cannot cancel an earlier one in both at once.
    lanes[0] = a ^ (b >>> 15);
    lanes[1] = b ^ (a >>> 13);
  }

  /** As `text` takes the digits, without making a text of them: an interaction has dozens of times. */
  #digits(value: number): void {
    const from = writeDigits(value);
    const lanes = this.#lanes;
    const length = DIGITS.length - from;
    let a = Math.imul(lanes[0]! ^ length, 2_654_435_761);
    let b = Math.imul(lanes[1]! ^ length, 1_597_334_677);
    let at = from + 1;
    for (; at < DIGITS.length; at += 2) {
      const units = DIGITS[at - 1]! | (DIGITS[at]! << 16);
      a = Math.imul(a ^ units, 2_654_435_761);
      b = Math.imul(b ^ units, 1_597_334_677);
      a ^= a >>> 15;
    }
    if (at === DIGITS.length) {
      a = Math.imul(a ^ DIGITS[at - 1]!, 2_654_435_761);
      b = Math.imul(b ^ DIGITS[at - 1]!, 1_597_334_677);
    }
    lanes[0] = a ^ (b >>> 15);
    lanes[1] = b ^ (a >>> 13);
  }

  number(value: number | null): void {
    if (value === null) this.#add(-1);
    else if (Number.isInteger(value) && value >= 0 && value < LONGEST_INTEGER) this.#digits(value);
    else this.text(String(value));
  }

  flag(value: boolean | null): void {
    this.#add(value === null ? 2 : value ? 1 : 0);
  }

  digest(): string {
    const [one, two] = [this.#lanes[0]!, this.#lanes[1]!];
    const a = mix(one, two);
    const b = mix(two, one);
    return hex(a) + hex(b);
  }
}

/** What `writeDigits` wrote last, up to the end. */
const DIGITS = new Uint8Array(16);
/** One more than the largest whole number that is taken digit by digit. */
const LONGEST_INTEGER = 1e15;
const HALF = 1e8;
const ZERO = 48;

/** Writes the decimal digits of a whole number, the last one at the end. Two halves fit whole-number arithmetic. */
const writeDigits = (value: number): number => {
  let high = Math.floor(value / HALF) | 0;
  let low = (value - high * HALF) | 0;
  let at = DIGITS.length;
  const split = high > 0 ? at - 8 : at;
  do {
    const tens = (low / 10) | 0;
    at -= 1;
    DIGITS[at] = ZERO + low - tens * 10;
    low = tens;
  } while (low > 0 || at > split);
  while (high > 0) {
    const tens = (high / 10) | 0;
    at -= 1;
    DIGITS[at] = ZERO + high - tens * 10;
    high = tens;
  }
  return at;
};

const mix = (lane: number, other: number): number =>
  Math.imul(lane ^ (lane >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909);

const hex = (lane: number): string => (lane >>> 0).toString(16).padStart(8, '0');
