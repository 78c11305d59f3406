import { expect } from '@playwright/test';
import { VIEWS } from '../renderer/stores/ui-store.ts';
import { test } from './hosts/app-test.ts';
import { checkView } from './hosts/check-view.ts';
import { READY_MS } from './limits.ts';

test('every view can be used by everybody, in both themes, before anything has happened', async ({
  app: { page },
}, info) => {
  await expect(page.getByTestId('chat-input')).toBeEnabled({ timeout: READY_MS });
  for (const view of VIEWS) {
    await page.getByTestId(`nav-${view}`).click();
    await checkView(page, info, view);
  }
});

test('every view can be reached with the keyboard alone', async ({ app: { page } }) => {
  await expect(page.getByTestId('chat-input')).toBeEnabled({ timeout: READY_MS });
  const reached = new Set<string>();
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    const id = await page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
    if (id?.startsWith('nav-')) reached.add(id);
  }
  expect([...reached].sort()).toEqual(VIEWS.map((view) => `nav-${view}`).sort());
  await page.getByTestId('nav-learn').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('lesson-prompt')).toBeVisible();
});
