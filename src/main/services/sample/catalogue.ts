/** The made-up workspace around the conversations: tags, articles, folders, colleagues. */
import type { Topic } from './scenario.ts';

export interface SampleTag {
  readonly id: string;
  readonly name: string;
  readonly groupId: string | null;
}

export interface SampleArticle {
  readonly id: string;
  readonly title: string;
  readonly documentUrl: string | null;
}

export interface TopicFacts {
  readonly tag: SampleTag;
  readonly articles: readonly SampleArticle[];
  readonly subfolder: { readonly id: string; readonly title: string };
  /** What a colleague writes down when taking over, by the place of the flawed answer; the team writes English. */
  readonly notes: readonly string[];
}

export const TOPIC_GROUP = '6f1c2b1e-5c0a-4a57-9d3e-0a6a7f1d1001';
export const SENTIMENT_GROUP = '6f1c2b1e-5c0a-4a57-9d3e-0a6a7f1d1002';

const id = (kind: number, number: number): string =>
  `6f1c2b1e-5c0a-4a57-9d3e-0a6a7f1${kind}${String(number).padStart(4, '0')}`;

const article = (number: number, title: string, slug: string | null): SampleArticle => ({
  id: id(2, number),
  title,
  documentUrl: slug === null ? null : `https://help.northwind-invoices.example/articles/${slug}`,
});

const BILLING = { id: id(3, 1), title: 'Billing' };
const ACCOUNT = { id: id(3, 2), title: 'Account and security' };
const PRODUCT = { id: id(3, 3), title: 'Working with invoices' };
const DEVELOPERS = { id: id(3, 4), title: 'Developers' };

const REFUNDS = article(1, 'When and how refunds are paid', 'refunds');
const PLANS = article(2, 'Plans, trials and cancelling', 'plans-and-cancelling');
// Written for the team alone, so it has no address that a customer could open.
const REFUND_RULES = article(3, 'Internal: refund rules for support', null);

const topic = (
  number: number,
  name: string,
  subfolder: TopicFacts['subfolder'],
  articles: readonly SampleArticle[],
  notes: readonly string[],
): TopicFacts => ({ tag: { id: id(1, number), name, groupId: TOPIC_GROUP }, articles, subfolder, notes });

export const TOPICS: Readonly<Record<Topic, TopicFacts>> = {
  'double-charge': topic(
    1,
    'Double charge',
    BILLING,
    [REFUNDS, REFUND_RULES],
    [
      'Two captures in the payment log for {invoice}, same card. Second one voided by hand.',
      'Only one capture exists; the other line is a pre-authorisation. Explained to the customer.',
    ],
  ),
  'password-reset': topic(
    2,
    'Login',
    ACCOUNT,
    [article(4, 'Resetting your password', 'reset-password')],
    [
      'The bot claimed to have set a password. It cannot. Reported.',
      'Reset mail bounced: the domain is on our suppression list. Removed and sent again.',
      'The bot said the link lasts 24 hours. It is 60 minutes. Please correct the article.',
    ],
  ),
  'cancel-plan': topic(
    3,
    'Cancellation',
    BILLING,
    [PLANS],
    [
      'Churn risk. Customer compared us with two others; offered the annual price, declined.',
      'Cancelled by hand to the end of the period. The button was missing because the user is not an owner.',
    ],
  ),
  'refund-status': topic(
    4,
    'Refund',
    BILLING,
    [REFUNDS],
    [
      'Refund {invoice} left our account on {date}; reference sent to the customer.',
      'Outside the 14 days, but our own mistake: refunded as an exception, approved by {agent}.',
    ],
  ),
  'vat-number': topic(
    5,
    'Tax',
    BILLING,
    [article(5, 'Adding your VAT number', 'vat-number')],
    [
      'Corrected invoice issued; {invoice} was cancelled in the ledger.',
      'VIES was down this morning, so the number could not be checked. Works now.',
    ],
  ),
  'api-token': topic(
    6,
    'API',
    DEVELOPERS,
    [article(6, 'API tokens', 'api-tokens'), article(7, 'Rate limits and errors', 'api-limits')],
    [
      'Token was revoked by the secret scanner after it appeared in a public repository.',
      'There is no page that shows tokens again. The bot made it up.',
      'Limit raised to 120 for the nightly import.',
    ],
  ),
  'wrong-language': topic(
    7,
    'Language',
    PRODUCT,
    [article(8, 'The language of an invoice', 'invoice-language')],
    [
      'The help page says 22 languages; the bot said one.',
      'The bot answered in German although the customer wrote English.',
    ],
  ),
  outage: topic(
    8,
    'Incident',
    PRODUCT,
    [article(9, 'Service status', 'status')],
    ['Known incident, PDF rendering was slow between 07:10 and 09:40 UTC. Customer is rightly upset.'],
  ),
  praise: topic(9, 'Praise', PRODUCT, [], ['Forwarded to the team channel.']),
  'feature-request': topic(
    10,
    'Feature request',
    PRODUCT,
    [article(10, 'What is planned', null)],
    ['Added to the request board; third time this month.'],
  ),
  'letter-shipping': topic(
    11,
    'Letters',
    PRODUCT,
    [article(11, 'Sending invoices by post', 'letters')],
    [
      'The carrier lost the batch of {date}. Printed again at no cost.',
      'The bot denied that letters exist. Article is there, maybe not assigned to it.',
      'Second page lost in the folding machine. Printed again at no cost.',
    ],
  ),
  'two-factor': topic(
    12,
    'Two-factor',
    ACCOUNT,
    [article(12, 'Two-factor authentication', 'two-factor')],
    [
      'Second factor untouched. Identity form sent.',
      'Bot asked for recovery codes! Reported to security.',
      'Free seat for four weeks, agreed with {agent}.',
    ],
  ),
  'csv-import': topic(
    13,
    'Import',
    PRODUCT,
    [article(13, 'Importing customers from a file', 'csv-import')],
    [
      'Line 214 had a comma in a company name. Mended the file.',
      'File was saved as UTF-16 by the spreadsheet. Converted it and sent it back.',
      'The 48 columns are an invention of the bot; the help page is right.',
    ],
  ),
  'payment-reminder': topic(
    14,
    'Reminders',
    PRODUCT,
    [article(14, 'Payment reminders', 'reminders')],
    [
      'Checked the mail log: nothing went to the client. The bot cannot write to them.',
      'Reminders switched off for this client alone.',
      'Rule was set to 3 days before the due date instead of after.',
    ],
  ),
  seats: topic(
    15,
    'Seats',
    ACCOUNT,
    [article(15, 'Inviting colleagues', 'seats'), PLANS],
    [
      'Bot quoted an old price list: five seats are included.',
      'Invoices stay, whoever wrote them. The bot had it the wrong way round.',
      'Billing owner has left the company. Form for moving the ownership sent.',
    ],
  ),
};

export const SENTIMENTS = {
  happy: { id: id(1, 101), name: 'Happy', groupId: SENTIMENT_GROUP },
  upset: { id: id(1, 102), name: 'Upset', groupId: SENTIMENT_GROUP },
} as const satisfies Record<string, SampleTag>;

/** Tags that belong to no group. */
export const LOOSE_TAGS: readonly SampleTag[] = [
  { id: id(1, 201), name: 'vip', groupId: null },
  { id: id(1, 202), name: 'churn risk', groupId: null },
  { id: id(1, 203), name: 'to follow up', groupId: null },
];

export const COLLEAGUES: readonly string[] = ['Maren', 'Tobias', 'Ines', 'Kofi', 'Priya', 'Łukasz'];
export const PLAN_NAMES: readonly string[] = ['Starter', 'Team', 'Business'];
/** Monthly prices, in whole units of the customer's currency at par. */
export const PRICES: readonly number[] = [12, 49, 129];
