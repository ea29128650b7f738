/**
 * What differs between two versions of an interaction: which events came, went or were edited, and which facts are
 * other ones. Pure; every text is handed on as it came, for drawing as text.
 */
import type { Article, Interaction, InteractionEvent, Tag } from '#shared/domain/interaction.ts';
import { formatUtc } from '../../ui/format.ts';
import { attachmentFacts } from './attachments.ts';
import { type TextStretch, textChanges } from './changes-text.ts';

/** One fact that is another now. Null: it was not there, or is not any more. */
export interface FactChange {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface EventChange {
  readonly kind: 'added' | 'removed' | 'edited';
  /** As it is now; as it was when it is gone. */
  readonly event: InteractionEvent;
  /** How its message was edited; null when it was not. */
  readonly text: readonly TextStretch[] | null;
  /** Facts of the event other than its message that are other ones; of a new event, those it came with. */
  readonly facts: readonly FactChange[];
}

export interface InteractionChanges {
  /** In the order of the conversation. */
  readonly events: readonly EventChange[];
  readonly facts: readonly FactChange[];
}

/** True when nothing that is shown differs. */
export const isUnchanged = (changes: InteractionChanges): boolean =>
  changes.events.length === 0 && changes.facts.length === 0;

/** What happened from one version of an interaction to a later one. */
export const interactionChanges = (before: Interaction, after: Interaction): InteractionChanges => ({
  events: eventChanges(before.events, after.events),
  facts: [
    ...changed('Subject', text(before.subjectPreview), text(after.subjectPreview)),
    ...changed('Status', text(before.status), text(after.status)),
    ...changed('Resolved flag', flag(before.resolved), flag(after.resolved)),
    ...changed('Feedback', flag(before.hasFeedback), flag(after.hasFeedback)),
    ...changed('Source', text(before.source), text(after.source)),
    ...changed('Channel', text(before.channel), text(after.channel)),
    ...changed('External id', text(before.externalId), text(after.externalId)),
    ...changed('Link', text(before.url), text(after.url)),
    ...changed('Time', formatUtc(before.createdAt), formatUtc(after.createdAt)),
    ...listChanges('Cited article', articleNames(before.usedArticles), articleNames(after.usedArticles)),
    ...listChanges('Knowledge folder', titles(before.usedSubfolders), titles(after.usedSubfolders)),
    ...attributeChanges(before.userAttributes, after.userAttributes),
  ],
});

const text = (value: string | null): string | null => (value === null || value === '' ? null : value);
const flag = (value: boolean | null): string | null => (value === null ? null : value ? 'yes' : 'no');

const changed = (name: string, before: string | null, after: string | null): readonly FactChange[] =>
  before === after ? [] : [{ name, before, after }];

/** Events by id; where an id comes twice, by how many times it has come. */
const byKey = (events: readonly InteractionEvent[]): ReadonlyMap<string, InteractionEvent> => {
  const times = new Map<string, number>();
  const keyed = new Map<string, InteractionEvent>();
  for (const event of events) {
    const time = times.get(event.id) ?? 0;
    times.set(event.id, time + 1);
    keyed.set(JSON.stringify([event.id, time]), event);
  }
  return keyed;
};

const eventChanges = (
  before: readonly InteractionEvent[],
  after: readonly InteractionEvent[],
): readonly EventChange[] => {
  const old = byKey(before);
  const fresh = byKey(after);
  const changes: EventChange[] = [];
  for (const [key, event] of old) if (!fresh.has(key)) changes.push({ kind: 'removed', event, text: null, facts: [] });
  for (const [key, event] of fresh) {
    const was = old.get(key);
    if (!was) {
      changes.push({ kind: 'added', event, text: null, facts: eventFacts(bare(event), event) });
      continue;
    }
    const edited = was.message === event.message ? null : textChanges(was.message ?? '', event.message ?? '');
    const facts = eventFacts(was, event);
    if (edited !== null || facts.length > 0) changes.push({ kind: 'edited', event, text: edited, facts });
  }
  return changes.sort((one, other) => one.event.createdAt - other.event.createdAt);
};

/** The same event with nothing on it. */
const bare = (event: InteractionEvent): InteractionEvent => ({
  ...event,
  csatRating: null,
  feedback: null,
  approved: null,
  resolved: null,
  tags: [],
  usedArticles: [],
  attachments: [],
});

const eventFacts = (before: InteractionEvent, after: InteractionEvent): readonly FactChange[] => [
  ...changed('Role', text(before.role), text(after.role)),
  ...changed('Type', text(before.type), text(after.type)),
  ...changed('Time', formatUtc(before.createdAt), formatUtc(after.createdAt)),
  ...changed('CSAT', rating(before.csatRating), rating(after.csatRating)),
  ...changed('Feedback', text(before.feedback), text(after.feedback)),
  ...changed('Thumb', thumb(before.approved), thumb(after.approved)),
  ...changed('Resolved flag', flag(before.resolved), flag(after.resolved)),
  ...listChanges('Tag', tagNames(before.tags), tagNames(after.tags)),
  ...listChanges('Cited article', articleNames(before.usedArticles), articleNames(after.usedArticles)),
  // Their addresses expire with every fetch, so only what they are is compared.
  ...listChanges('File', fileNames(before), fileNames(after)),
];

const rating = (value: number | null): string | null => (value === null ? null : String(value));
const thumb = (value: boolean | null): string | null => (value === null ? null : value ? 'up' : 'down');

const tagNames = (tags: readonly Tag[]): readonly string[] => tags.map((tag) => tag.name || tag.id);
const articleNames = (articles: readonly Article[]): readonly string[] =>
  articles.map((article) => article.title || article.id);
const titles = (folders: readonly { readonly id: string; readonly title: string }[]): readonly string[] =>
  folders.map((folder) => folder.title || folder.id);
const fileNames = (event: InteractionEvent): readonly string[] =>
  event.attachments.map((attachment) => attachmentFacts(attachment).name);

/** Members that came or went, each counted as often as it stands there. */
const listChanges = (name: string, before: readonly string[], after: readonly string[]): readonly FactChange[] => {
  const left = [...after];
  const gone: FactChange[] = [];
  for (const member of before) {
    const at = left.indexOf(member);
    if (at === -1) gone.push({ name, before: member, after: null });
    else left.splice(at, 1);
  }
  return [...gone, ...left.map((member) => ({ name, before: null, after: member }))];
};

/** Only own keys count, whatever their names. */
const attributeChanges = (
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly FactChange[] => {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => changed(`Attribute ${name}`, attribute(before, name), attribute(after, name)));
};

const attribute = (attributes: Readonly<Record<string, unknown>>, name: string): string | null => {
  if (!Object.hasOwn(attributes, name)) return null;
  const value = attributes[name];
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null');
};
