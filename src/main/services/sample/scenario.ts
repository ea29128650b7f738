/**
 * What the sample's conversations are written as: scripts about "Northwind Invoices", a made-up invoicing product.
 *
 * Words in braces are filled in: {name} {company} {email} {agent} {plan} {amount} {invoice} {date} {digits}.
 * The product's rules, which good answers state and flawed ones get wrong: plans Starter 12, Team 49 and Business 129 a
 * month; refunds within 14 days, to the same payment method, 5 to 7 business days; a reset link is good for 60 minutes;
 * an API token is shown once; a cancelled plan runs to the end of its period and data is kept for 90 days; letters
 * are printed the same day until 14:00 UTC and take 3 to 5 business days; support answers by chat and e-mail, never by phone.
 */

export type Topic =
  | 'double-charge'
  | 'password-reset'
  | 'cancel-plan'
  | 'refund-status'
  | 'vat-number'
  | 'api-token'
  | 'wrong-language'
  | 'outage'
  | 'praise'
  | 'feature-request'
  | 'letter-shipping'
  | 'two-factor'
  | 'csv-import'
  | 'payment-reminder'
  | 'seats';

/**
 * One script. Lists belong together by position (modulo their length): the nth opening is answered by the nth good or
 * flawed answer, and that by the nth thanks, or the nth complaint and the nth colleague.
 */
export interface Scenario {
  readonly topic: Topic;
  readonly subjects: readonly string[];
  /** The customer's first message. */
  readonly openings: readonly string[];
  /** Answers a reviewer would pass. */
  readonly good: readonly string[];
  /** Answers a reviewer should fail: a wrong fact, an invented step, the wrong tone, a promise nobody can keep. */
  readonly flawed: readonly string[];
  /** After a flawed answer. */
  readonly complaints: readonly string[];
  /** What a human colleague then writes. */
  readonly agent: readonly string[];
  /** After a good answer. */
  readonly thanks: readonly string[];
}

/** One language's scripts and the phrases its conversations share. */
export interface LanguagePack {
  /** BCP 47, with the region that dates and amounts are written for. */
  readonly locale: string;
  /** ISO 4217. */
  readonly currency: string;
  /** How often it is spoken, relative to the others. */
  readonly weight: number;
  readonly names: readonly string[];
  readonly companies: readonly string[];
  /** Put before an answer. */
  readonly greetings: readonly string[];
  /** Put after an answer. */
  readonly closers: readonly string[];
  /** Circumstances that a customer may add to any first message. */
  readonly context: readonly string[];
  /** What Fini writes when a human takes over. */
  readonly handover: readonly string[];
  /** What a customer writes once a human has helped. */
  readonly relief: readonly string[];
  readonly likes: readonly string[];
  readonly dislikes: readonly string[];
  readonly scenarios: readonly Scenario[];
}
