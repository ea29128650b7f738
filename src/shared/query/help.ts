/** The help sheet beside the search box: everything the language knows, by example. */

export interface HelpEntry {
  /** A query that can be tried as it stands. */
  readonly example: string;
  /** What it finds: completes "interactions …". */
  readonly meaning: string;
}

export interface HelpGroup {
  readonly title: string;
  readonly entries: readonly HelpEntry[];
}

export const queryHelp: readonly HelpGroup[] = [
  {
    title: 'Words',
    entries: [
      { example: 'refund', meaning: 'with the word, wherever it stands; case and accents do not matter' },
      { example: 'refund late', meaning: 'with both words' },
      { example: '"bank transfer"', meaning: 'with the words next to each other' },
      { example: 'refun*', meaning: 'with a word that begins so' },
      { example: '"bank trans"*', meaning: 'with words next to each other, the last one beginning so' },
      { example: 'from:user refund', meaning: 'in which the customer said it; also agent, finibot, otherbot, note' },
    ],
  },
  {
    title: 'Combining',
    entries: [
      { example: 'refund -test', meaning: 'without what stands behind the minus; NOT does the same' },
      { example: 'refund OR return', meaning: 'with one or the other' },
      { example: 'late (refund OR return)', meaning: 'with the one and either of the others' },
      { example: 'source:zendesk,intercom', meaning: 'with any of the values' },
      { example: '-source:testsuite,replay', meaning: 'with none of the values' },
      { example: 'tag:bill*', meaning: 'with a value that begins so; * alone is any value' },
    ],
  },
  {
    title: 'Where and who',
    entries: [
      { example: 'source:zendesk', meaning: 'held there' },
      { example: 'channel:email', meaning: 'held over this channel' },
      { example: 'status:"Escalated to Human Agent"', meaning: 'with this status, as Fini gives it' },
      { example: 'agent:"Billing helper"', meaning: 'of this agent, by name or id' },
      { example: 'type:silent_escalation', meaning: 'with an event of this type' },
      { example: 'user.plan:Pro', meaning: 'whose user has this attribute' },
      { example: 'user.seats:>=10', meaning: 'whose attribute compares so' },
      { example: 'user.company.name:*', meaning: 'whose user has the attribute at all' },
      { example: 'id:9f2c', meaning: 'with exactly this id' },
      { example: 'url:tickets/812', meaning: 'with this in the address' },
    ],
  },
  {
    title: 'What it is about',
    entries: [
      { example: 'tag:Billing', meaning: 'with this tag' },
      { example: 'folder:Refunds', meaning: 'that used this knowledge folder' },
      { example: 'article:"How refunds work"', meaning: 'that used this article' },
      {
        example: 'has:attachment',
        meaning: 'that hold it; also feedback, csat, note, tag, article, escalation',
      },
    ],
  },
  {
    title: 'How it went',
    entries: [
      { example: 'csat:<=2', meaning: 'rated so; 0 is a rating' },
      { example: 'csat:1..3,none', meaning: 'rated between, or not rated' },
      { example: 'approved:no', meaning: 'with thumbs down; also yes, none' },
      { example: 'resolved:none', meaning: 'for which nobody said whether it is resolved; also yes, no' },
      { example: 'turns:>10', meaning: 'with more messages that the customer could see' },
    ],
  },
  {
    title: 'When',
    entries: [
      { example: 'after:7d', meaning: 'whose last message is not older; h, d, w, m and y count back from now' },
      {
        example: 'after:2026-08-01 before:2026-08-08',
        meaning: 'whose last message is at or after the one and before the other',
      },
      { example: 'on:today', meaning: 'whose last message is of that day; also yesterday, 2026-08-01, 2026-08, 2026' },
      { example: 'on:2026-08-01..2026-08-07', meaning: 'whose last message is of these days, the last one included' },
      { example: 'after:2026-08-01T09:30', meaning: 'since that time, in your time zone' },
    ],
  },
  {
    title: 'Your work',
    entries: [
      { example: 'review:none', meaning: 'without a verdict; also done, pass, fail, unsure, labelled, noted' },
      { example: 'verdict:fail', meaning: 'with this verdict; also pass, unsure, none' },
      { example: 'label:tone', meaning: 'with this label of yours' },
      { example: 'reviewer:Ada', meaning: 'judged by this reviewer' },
      { example: 'changed:stale', meaning: 'that changed since your verdict' },
      { example: 'changed:>7d', meaning: 'whose change was seen in the last 7 days; also yes, no' },
    ],
  },
];
