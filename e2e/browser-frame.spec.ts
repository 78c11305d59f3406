import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { expect, type Page } from '@playwright/test';
import { test } from './hosts/app-test.ts';
import { checkView } from './hosts/check-view.ts';
import { READY_MS } from './limits.ts';

test('everything is reached by the palette and by keys, and the page looks and speaks as it was told', async ({
  app: { page },
}, info) => {
  await expect(page.getByTestId('chat-input')).toBeEnabled({ timeout: READY_MS });
  const root = page.locator('html');

  await test.step('the palette finds by any word, runs by Enter, closes by Escape', async () => {
    await command(page, 'dark');
    await expect(root).toHaveAttribute('data-theme', 'dark');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('money');
    await expect(page.getByTestId('command-go-earn')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('palette')).toBeHidden();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('xyzzy');
    await expect(page.getByTestId('palette').getByRole('status')).toContainText('xyzzy');
    await checkView(page, info, 'palette');
    await page.keyboard.press('Escape');
  });

  await test.step('keys go from view to view, and their map is one key away', async () => {
    await page.keyboard.press('Alt+Digit2');
    await expect(page.getByTestId('nav-learn')).toHaveAttribute('aria-current', 'page');
    await page.keyboard.press('Control+/');
    await expect(page.getByTestId('keyboard-map')).toBeInViewport();
  });

  await test.step('what works is looked at, and a file for a helper holds it without secrets', async () => {
    await page.getByTestId('examine').click();
    await expect(page.getByTestId('findings').getByRole('listitem')).toHaveCount(5);
    const download = page.waitForEvent('download');
    await page.getByTestId('diagnostics-save').click();
    const bundle = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
    expect(bundle).toMatchObject({ format: 'loam-diagnostics/1', findings: expect.any(Array) });
    expect(JSON.stringify(bundle)).not.toContain(homedir());
  });

  await test.step('colours, size of text, contrast, motion and language change at once and stay', async () => {
    await page.getByTestId('text-size').getByText('Largest').click();
    await page.getByTestId('contrast').getByText('More').click();
    await page.getByTestId('motion').getByText('None').click();
    await page.getByTestId('language').getByText('Deutsch').click();
    await expect(page.getByTestId('nav-learn')).toHaveText('Lernen');
    await page.reload();
    await expect(page.getByTestId('nav-settings')).toHaveText('Einstellungen', { timeout: READY_MS });
    await expect(root).toHaveAttribute('lang', 'de');
    for (const [name, value] of Object.entries({
      theme: 'dark',
      'text-size': 'largest',
      contrast: 'more',
      motion: 'none',
    }))
      await expect(root).toHaveAttribute(`data-${name}`, value);
    const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
    expect(scrolls, 'the largest text still fits').toBe(false);
    await checkView(page, info, 'german-largest');
  });
});

async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByTestId('palette-input')).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('palette')).toBeHidden();
}
