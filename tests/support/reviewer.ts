/** What a reviewer does in the window, in her own words: by visible names and keys, never by the page's insides. */
import { expect, type Page } from 'playwright/test';

export interface ConnectDetails {
  readonly apiKey: string;
  readonly workspace: string;
  readonly reviewer: string;
}

export type ReviewerInWindow = ReturnType<typeof reviewerIn>;

/** The actions of a reviewer in one window. */
export const reviewerIn = (page: Page) => {
  const list = page.getByRole('listbox', { name: 'Interactions' });
  const searchBox = page.getByRole('combobox', { name: 'Search interactions' });
  const conversation = page.getByRole('region', { name: 'Conversation' });

  return {
    page,
    list,
    searchBox,
    conversation,

    /** From the first screen to the question how far back. */
    connect: async (details: ConnectDetails): Promise<void> => {
      await page.getByRole('button', { name: /^Connect a workspace/u }).click();
      await page.getByLabel('API key', { exact: true }).fill(details.apiKey);
      await page.getByLabel('Workspace name').fill(details.workspace);
      await page.getByLabel('Your name').fill(details.reviewer);
      await page.getByRole('button', { name: 'Check the key and go on' }).click();
    },

    /** From the question how far back to the desk, with the run under way. */
    fetchDays: async (days: 7 | 30 | 90): Promise<void> => {
      await page.getByRole('radio', { name: `${days} days` }).click();
      await page.getByRole('button', { name: 'Start fetching' }).click();
      await expect(searchBox).toBeVisible();
    },

    /** One press: what is new or changed. */
    sync: async (): Promise<void> => {
      await page.getByRole('button', { name: 'Sync', exact: true }).click();
    },

    /** Opens what there is to say and choose about fetching. */
    openFetching: async (): Promise<void> => {
      await page.getByRole('button', { name: 'Progress, period and coverage' }).click();
      await expect(page.getByRole('dialog', { name: 'Fetching' })).toBeVisible();
    },

    /** Waits until the status bar says that the period is complete. */
    untilComplete: async (timeout = 60_000): Promise<void> => {
      await expect(page.getByRole('contentinfo')).toContainText(/complete/u, { timeout });
      await expect(page.getByRole('contentinfo')).not.toContainText(/incomplete|Fetching/u, { timeout });
    },

    /** The exact count above the list. */
    count: async (): Promise<number> => {
      const heading = page.getByRole('heading', { name: /^[\d,]+ interactions?$/u });
      return Number(((await heading.textContent()) ?? '').replace(/\D/gu, ''));
    },

    /** Waits for a count. */
    expectCount: async (count: number, timeout = 10_000): Promise<void> => {
      const words = `${count.toLocaleString('en-GB')} ${count === 1 ? 'interaction' : 'interactions'}`;
      await expect(page.getByRole('heading', { name: words, exact: true })).toBeVisible({ timeout });
    },

    search: async (text: string): Promise<void> => {
      await searchBox.fill(text);
      // An emptied box offers what was searched for before, over the first rows; back to the list closes it.
      if (text === '') await searchBox.press('Escape');
    },

    openFirst: async (): Promise<void> => {
      // A list that is replaced between pressing and releasing the button takes no click; a person presses again.
      await expect(async () => {
        await list.getByRole('option').first().click();
        await expect(list.getByRole('option').first()).toHaveAttribute('aria-selected', 'true', { timeout: 1000 });
        await expect(conversation.getByRole('article')).toBeVisible({ timeout: 2000 });
      }).toPass({ timeout: 15_000 });
    },

    verdict: async (verdict: 'Pass' | 'Fail' | 'Unsure'): Promise<void> => {
      await page.getByRole('button', { name: new RegExp(`^${verdict}`, 'u') }).click();
      await expect(page.getByRole('button', { name: new RegExp(`^${verdict}`, 'u') })).toHaveAttribute(
        'aria-pressed',
        'true',
      );
      await expect(page.getByRole('region', { name: 'Verdict' }).getByRole('status')).toContainText('Saved');
    },

    label: async (label: string): Promise<void> => {
      await page.getByRole('button', { name: /^Label/u }).click();
      await page.getByRole('combobox', { name: 'Find or create a label' }).fill(label);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('button', { name: `Remove label ${label}` })).toBeVisible();
    },

    note: async (text: string): Promise<void> => {
      const field = page.getByRole('textbox', { name: 'Note' });
      await field.fill(text);
      await field.press('Control+Enter');
      await expect(page.getByRole('region', { name: 'Note' }).getByRole('status').first()).toContainText('Saved');
    },

    /** One click; answers with the path that the window names. */
    exportCsv: async (timeout = 60_000): Promise<string> => {
      await page.getByRole('button', { name: /^Export CSV/u }).click();
      const message = page.locator('[data-sonner-toast]').filter({ hasText: /Exported .* to / });
      await expect(message).toBeVisible({ timeout });
      const path = await message.locator('[data-description]').textContent();
      if (!path) throw new Error('The window does not say where the file is.');
      return path;
    },
  };
};
