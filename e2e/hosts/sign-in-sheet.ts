import { expect, type Page } from '@playwright/test';

/** Signs what the sheet shows, and waits for the chain. */
export async function signInSheet(page: Page): Promise<void> {
  await expect(page.getByTestId('sign-trial')).toHaveAttribute('data-ok', 'true');
  await page.getByTestId('sign-send').click();
  await expect(page.getByTestId('sign-done')).toBeVisible({ timeout: 30_000 });
  await page.getByTestId('sign-close').click();
}
