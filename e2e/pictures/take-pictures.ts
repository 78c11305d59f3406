import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { VIEWS } from '../../renderer/stores/ui-store.ts';
import { openInBrowser } from '../hosts/open-in-browser.ts';
import { READY_MS } from '../limits.ts';
import { liveThroughAnEpoch } from './live-through-an-epoch.ts';

const SIZES = { wide: { width: 1280, height: 800 }, narrow: { width: 400, height: 800 } } as const;
const THEMES = ['light', 'dark'] as const;

/**
 * `npm run pictures`: every view in light and dark, wide and narrow, after a real epoch on a local network, as
 * `docs/images/<view>-<theme>-<size>.png`. `--views a,b` takes some only, `--empty` takes them before anything
 * has happened, `--out` puts them elsewhere, `--language de` speaks German.
 */
const { values } = parseArgs({
  options: {
    views: { type: 'string', default: VIEWS.join(',') },
    out: { type: 'string', default: join(import.meta.dirname, '..', '..', 'docs', 'images') },
    empty: { type: 'boolean', default: false },
    language: { type: 'string', default: 'en' },
  },
});

const app = await openInBrowser();
try {
  const { page } = app;
  await page.getByTestId('chat-input').waitFor({ timeout: READY_MS });
  await page.evaluate(
    (language) => localStorage.setItem('loam-preferences', JSON.stringify({ language })),
    values.language,
  );
  await page.reload();
  await page.getByTestId('chat-input').waitFor({ timeout: READY_MS });
  if (!values.empty) await liveThroughAnEpoch(page);
  mkdirSync(values.out, { recursive: true });
  for (const view of values.views.split(',')) await takeView(page, view);
} finally {
  await app.close();
}

async function takeView(page: Page, view: string): Promise<void> {
  await page.getByTestId(`nav-${view}`).click();
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      await page.evaluate(() => document.fonts.ready);
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(values.out, `${view}-${colorScheme}-${size}.png`) });
    }
  }
  await page.setViewportSize(SIZES.wide);
}
