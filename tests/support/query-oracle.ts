/**
 * What a query has to find, worked out from the interactions themselves by the plainest code: no index, no plan. What it
 * shares with the application is only how text is cut into terms and how the words of the query are read.
 *
 * `prepare` an interaction once and ask it any number of queries; for a large corpus, stream it: prepare, ask every
 * query, forget.
 */
import { contentHash } from '#shared/domain/content-hash.ts';
import { type Interaction, type InteractionEvent, lastMessageAt } from '#shared/domain/interaction.ts';
import type { ClauseExpression, ClauseValue, Expression, Query } from '#shared/query/ast.ts';
import { parseTimeSpan, type TimeSpan } from '#shared/query/date.ts';
import { foldName, termsOf } from '#shared/query/terms.ts';
import { emptyReview, type FoldedReview } from '#shared/review/fold.ts';

/** What is known beside the interactions. What is left out is empty. */
export interface OracleWorld {
  /** Epoch ms that ages are counted back from. */
  readonly now: number;
  readonly reviewOf?: (interactionId: string) => FoldedReview;
  /** Agents that the interaction was fetched for. */
  readonly agentsOf?: (interactionId: string) => readonly { readonly id: string; readonly name: string }[];
  /** When another version than the first was seen, epoch ms. */
  readonly changedAtOf?: (interactionId: string) => number | null;
  /** Whether it changed since the verdict; by default, whether its content differs from what was judged. */
  readonly staleOf?: (interactionId: string) => boolean;
  /** Names of those who judged it. */
  readonly reviewersOf?: (interactionId: string) => readonly string[];
}

type Speaker = 'user' | 'agent' | 'finibot' | 'otherbot' | 'note';

/** The terms of one stretch of text, as ` one two three `. */
interface Line {
  readonly speaker: Speaker | null;
  readonly terms: string;
}

export interface Prepared {
  readonly interaction: Interaction;
  readonly lines: readonly Line[];
  /** `[key, value]` of each leaf of the attributes, folded. */
  readonly attributes: readonly (readonly [key: string, value: string])[];
}

export const prepare = (interaction: Interaction): Prepared => {
  const { events } = interaction;
  const attributes = leavesOf(interaction.userAttributes, '', 0);
  const anywhere = [
    interaction.subjectPreview,
    ...events.map((event) => event.feedback),
    ...events.flatMap((event) => event.tags.map((tag) => tag.name)),
    ...interaction.usedArticles.map((article) => article.title),
    ...events.flatMap((event) => event.usedArticles.map((article) => article.title)),
    ...attributes.map(([, value]) => value),
    interaction.externalId,
  ];
  return {
    interaction,
    lines: [
      ...anywhere.map((text) => ({ speaker: null, terms: lineOf(text ?? '') })),
      ...events.map((event) => ({ speaker: speakerOf(event), terms: lineOf(event.message ?? '') })),
    ],
    attributes: attributes.map(([key, value]) => [foldName(key), foldName(value)]),
  };
};

const lineOf = (text: string): string => ` ${termsOf(text).join(' ')} `;

const leavesOf = (value: unknown, key: string, depth: number): readonly (readonly [string, string])[] => {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [[key, String(value)]];
  if (depth > 4) return [];
  if (Array.isArray(value)) return value.flatMap((inner) => leavesOf(inner, key, depth + 1));
  return Object.entries(value).flatMap(([name, inner]) =>
    leavesOf(inner, key === '' ? name : `${key}.${name}`, depth + 1),
  );
};

/** Null for Fini's own timing events, which nobody said. */
const speakerOf = ({ role, type }: InteractionEvent): Speaker | null => {
  if (type === 'internalnote') return 'note';
  if (type === 'no_reply' || type === 'silent_escalation' || type === 'debounce') return null;
  return role === 'user' || role === 'agent' || role === 'finibot' ? role : 'otherbot';
};

/** Whether the query lists the interaction. */
export const queryHolds = ({ expression }: Query, prepared: Prepared, world: OracleWorld): boolean =>
  expression === null || (holds(expression, prepared, world, []) ?? true);

/** Ids of what the query lists, newest first. */
export const oracleIds = (interactions: Iterable<Interaction>, query: Query, world: OracleWorld): readonly string[] =>
  [...interactions]
    .filter((interaction) => queryHolds(query, prepare(interaction), world))
    .sort(newestFirst)
    .map((interaction) => interaction.id);

export const newestFirst = (one: Interaction, other: Interaction): number =>
  lastMessageAt(other) - lastMessageAt(one) || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);

/** Speakers that each `from:` of the group asks for. */
type Scope = readonly (readonly string[])[];

/** Null when there is nothing in it to search for, as in a word without letters: it is left out. */
const holds = (expression: Expression, prepared: Prepared, world: OracleWorld, scope: Scope): boolean | null => {
  switch (expression.kind) {
    case 'and': {
      const own = expression.parts.flatMap((part) =>
        part.kind === 'clause' && part.field === 'from' ? [part.values.map(textOf)] : [],
      );
      const answers = expression.parts
        .map((part) => holds(part, prepared, world, own.length > 0 ? own : scope))
        .filter((answer) => answer !== null);
      return answers.length === 0 ? null : answers.every((answer) => answer);
    }
    case 'or': {
      const answers = expression.parts
        .map((part) => holds(part, prepared, world, scope))
        .filter((answer) => answer !== null);
      return answers.length === 0 ? null : answers.some((answer) => answer);
    }
    case 'not': {
      const answer = holds(expression.part, prepared, world, scope);
      return answer === null ? null : !answer;
    }
    case 'word':
    case 'phrase':
      return saysText(expression.text, expression.prefix, prepared, scope);
    case 'clause':
      return expression.values.some((value) => clauseHolds(expression, value, prepared, world));
  }
};

const saysText = (text: string, prefix: boolean, { lines }: Prepared, scope: Scope): boolean | null => {
  const terms = termsOf(text);
  if (terms.length === 0) return null;
  const wanted = ` ${terms.join(' ')}${prefix ? '' : ' '}`;
  const said = (by: readonly string[] | null): boolean =>
    lines.some((line) => (by === null || by.includes(line.speaker ?? '')) && line.terms.includes(wanted));
  return scope.length === 0 ? said(null) : scope.every((by) => said(by));
};

const textOf = (value: ClauseValue): string => (value.kind === 'value' ? value.text : '');

const clauseHolds = (
  { field, key }: ClauseExpression,
  value: ClauseValue,
  { interaction, attributes }: Prepared,
  world: OracleWorld,
): boolean => {
  const { id, events } = interaction;
  const { now } = world;
  const text = textOf(value);
  const review = world.reviewOf?.(id) ?? emptyReview;
  const time = lastMessageAt(interaction);
  switch (field) {
    case 'source':
    case 'channel':
    case 'status':
      return isName(value, interaction[field]);
    case 'agent':
      return (world.agentsOf?.(id) ?? []).some((agent) => isName(value, agent.name) || isName(value, agent.id));
    case 'tag':
      return events.some((event) => event.tags.some((tag) => isName(value, tag.name)));
    case 'folder':
      return interaction.usedSubfolders.some((folder) => isName(value, folder.title));
    case 'article':
      return [interaction, ...events].some((one) => one.usedArticles.some((article) => isName(value, article.title)));
    case 'type':
      return events.some((event) => isName(value, event.type));
    case 'from':
      return events.some((event) => speakerOf(event) === text && event.message !== null && event.message !== '');
    case 'has':
      return hasFeature(text, interaction);
    case 'csat': {
      const rating =
        events
          .map((event) => event.csatRating)
          .filter((one) => one !== null)
          .at(-1) ?? null;
      return text === 'none' ? rating === null : rating !== null && isNumber(value, rating);
    }
    case 'turns':
      return isNumber(
        value,
        events.filter((event) => event.message && !['note', null].includes(speakerOf(event))).length,
      );
    case 'approved':
      return isFlag(
        text,
        events
          .map((event) => event.approved)
          .filter((one) => one !== null)
          .at(-1) ?? null,
      );
    case 'resolved':
      return isFlag(text, interaction.resolved);
    case 'after':
      return time >= parseTimeSpan(text, now)!.from;
    case 'before':
      return time < parseTimeSpan(text, now)!.from;
    case 'on':
      return isTime(value, time, now);
    case 'changed': {
      const changedAt = world.changedAtOf?.(id) ?? null;
      if (text === 'stale') return world.staleOf ? world.staleOf(id) : isStale(interaction, review);
      if (text === 'yes' || text === 'no') return (changedAt !== null) === (text === 'yes');
      return changedAt !== null && isTime(value, changedAt, now);
    }
    case 'id':
      return id === text;
    case 'url':
      return foldName(interaction.url ?? '').includes(foldName(text));
    case 'user': {
      const leaves = attributes.filter(([name]) => name === foldName(key ?? '')).map(([, leaf]) => leaf);
      return leaves.some((leaf) =>
        value.kind === 'value' ? isName(value, leaf) : isNumeric(leaf) && isNumber(value, Number(leaf)),
      );
    }
    case 'label':
      return review.labels.some((label) => isName(value, label));
    case 'reviewer':
      return (world.reviewersOf?.(id) ?? []).some((name) => isName(value, name));
    case 'review':
    case 'verdict':
      return isReview(text, review);
  }
};

/** No name at all is never asked for. */
const isName = (value: ClauseValue, name: string): boolean => {
  const [wanted, folded] = [foldName(textOf(value)), foldName(name)];
  if (folded === '' || value.kind !== 'value') return false;
  return value.prefix ? folded.startsWith(wanted) : folded === wanted;
};

const isNumeric = (text: string): boolean => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/u.test(text);

const isNumber = (value: ClauseValue, number: number): boolean => {
  switch (value.kind) {
    case 'value':
      return number === Number(value.text);
    case 'comparison':
      return compares(number, value.comparator, Number(value.text));
    case 'range':
      return (value.from === null || number >= Number(value.from)) && (value.to === null || number <= Number(value.to));
  }
};

const compares = (one: number, comparator: '<' | '<=' | '>=' | '>', other: number): boolean => {
  switch (comparator) {
    case '<':
      return one < other;
    case '<=':
      return one <= other;
    case '>':
      return one > other;
    case '>=':
      return one >= other;
  }
};

/** A day, month or year is all of it; an age is the moment it says, or by itself the day it fell on. */
const isTime = (value: ClauseValue, time: number, now: number): boolean => {
  const spanOf = (text: string): TimeSpan => parseTimeSpan(text, now)!;
  switch (value.kind) {
    case 'value': {
      const { from, to } = spanOf(value.text);
      if (from === to) return new Date(time).toDateString() === new Date(from).toDateString();
      return time >= from && time < to;
    }
    case 'comparison': {
      const { from, to } = spanOf(value.text);
      switch (value.comparator) {
        case '<':
          return time < from;
        case '<=':
          return time < to;
        case '>=':
          return time >= from;
        case '>':
          return time >= to;
      }
      break;
    }
    case 'range':
      return (
        (value.from === null || time >= spanOf(value.from).from) && (value.to === null || time < spanOf(value.to).to)
      );
  }
};

const isFlag = (text: string, flag: boolean | null): boolean => flag === (text === 'none' ? null : text === 'yes');

const hasFeature = (feature: string, { hasFeedback, status, usedArticles, events }: Interaction): boolean => {
  switch (feature) {
    case 'feedback':
      return hasFeedback || events.some((event) => Boolean(event.feedback));
    case 'csat':
      return events.some((event) => event.csatRating !== null);
    case 'attachment':
      return events.some((event) => event.attachments.length > 0);
    case 'note':
      return events.some((event) => event.type === 'internalnote');
    case 'tag':
      return events.some((event) => event.tags.length > 0);
    case 'article':
      return [{ usedArticles }, ...events].some((one) => one.usedArticles.length > 0);
    case 'escalation':
      return status.toLowerCase().includes('escalat') || events.some((event) => event.type === 'silent_escalation');
    default:
      throw new TypeError(`No such feature: ${feature}`);
  }
};

const isReview = (text: string, review: FoldedReview): boolean => {
  switch (text) {
    case 'none':
      return review.verdict === null;
    case 'done':
      return review.verdict !== null;
    case 'labelled':
      return review.labels.length > 0;
    case 'noted':
      return review.note !== '';
    default:
      return review.verdict === text;
  }
};

const isStale = (interaction: Interaction, { verdict, basis }: FoldedReview): boolean =>
  verdict !== null && basis !== null && basis !== contentHash(interaction);
