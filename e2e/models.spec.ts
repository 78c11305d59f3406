import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { entryFor, servedFiles, startModelServer } from '../node/models/fixtures/model-server.ts';
import type { ModelsView } from '../protocol/api/models-schemas.ts';
import type { AppUnderTest } from './hosts/app-under-test.ts';
import { callNode } from './hosts/call-node.ts';
import { checkView, takePicture } from './hosts/check-view.ts';
import { openInBrowser } from './hosts/open-in-browser.ts';
import { ANSWER_MS, READY_MS } from './limits.ts';

const BASE = join(import.meta.dirname, '..', 'assets', 'base');
const ID = 'served-model';
/** Milliseconds from starting a fresh data folder to the end of the first answer. */
const FIRST_ANSWER_MS = 60_000;
/** Milliseconds for one press or one text. */
const STEP_MS = 30_000;

test('first run and models: an answer within a minute, then another model from a source that stops in between', async ({
  browserName: _,
}, info) => {
  test.setTimeout(6 * 60_000);
  const dir = mkdtempSync(join(tmpdir(), 'loam-models-'));
  const other = join(dir, 'other');
  cpSync(BASE, other, { recursive: true });
  writeFileSync(
    join(other, 'config.json'),
    readFileSync(join(BASE, 'config.json'), 'utf8').replace('"Seedling"', '"Sapling"'),
  );
  const server = await startModelServer(servedFiles(other, ID));
  const started = Date.now();
  let app: AppUnderTest | undefined;
  try {
    app = await openInBrowser();
    const { page } = app;
    page.setDefaultTimeout(STEP_MS);
    await page.setViewportSize({ width: 1280, height: 800 });

    await test.step('the first page says what Loam is, looks at this computer, and offers a first question', async () => {
      await expect(page.getByTestId('welcome')).toBeVisible({ timeout: READY_MS });
      await page.getByTestId('first-question').nth(0).click();
      await expect(page.getByTestId('answer-stats')).toHaveText(/\d/, { timeout: ANSWER_MS });
      const ms = Date.now() - started;
      info.annotations.push({ type: 'first answer after', description: `${ms} ms` });
      console.log(`first answer ${ms} ms after the start of a fresh data folder`);
      expect(ms).toBeLessThan(FIRST_ANSWER_MS);
      const status = (await callNode(page, 'system/status')) as {
        network: { state: string };
        wallet: unknown;
      };
      expect(status).toMatchObject({ network: { state: 'off' }, wallet: null });
    });

    await test.step('where nobody has chatted it is there again, with what joining would cost', async () => {
      for (const { id } of (await callNode(page, 'chat/list')) as { id: string }[])
        await callNode(page, 'chat/remove', { chatId: id });
      await page.reload();
      await expect(page.getByTestId('hardware')).toHaveAttribute('data-done', 'true', { timeout: ANSWER_MS });
      for (const part of ['memory', 'processor', 'disk', 'speed'])
        await expect(page.getByTestId(`hardware-${part}`)).toContainText(/\d/);
      for (const cost of ['GB', 'MB an hour', '% of one core'])
        await expect(page.getByTestId('welcome-costs')).toContainText(cost);
      await checkView(page, info, 'welcome');
      await page.setViewportSize({ width: 400, height: 800 });
      await checkView(page, info, 'welcome-narrow');
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.getByTestId('welcome-skip').click();
      await expect(page.getByTestId('welcome')).toBeHidden();
      await page.reload();
      await expect(page.getByTestId('chat-input')).toBeEnabled({ timeout: READY_MS });
      await expect(page.getByTestId('welcome')).toBeHidden();
    });

    await test.step('a catalogue’s model is downloaded, paused, gone on with, checked and used', async () => {
      await page.getByTestId('nav-settings').click();
      await page.getByTestId('to-models').click();
      await expect(page.getByTestId('model-seedling')).toContainText('In use');
      const models = [entryFor(other, ID, [server.origin])];
      await page.getByTestId('model-catalogue-file').setInputFiles({
        name: 'catalogue.json',
        mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify({ format: 'loam-models', version: 1, models })),
      });
      server.behaviour = { pieceMs: 150, dieAfter: { bytes: 100_000, times: 1 } };
      await page.getByTestId(`model-download-${ID}`).click();
      const download = page.getByTestId(`download-${ID}`);
      await expect(download).toContainText(/a second · .* left/);
      // Enough that a part of the weights is among it.
      await expect.poll(() => doneBytes(page), { timeout: ANSWER_MS }).toBeGreaterThan(200_000);
      await takePicture(page, info, 'models-downloading');
      await download.getByRole('button', { name: 'Pause' }).click();
      await expect(download).toHaveAttribute('data-state', 'paused');
      await checkView(page, info, 'models-paused');
      server.behaviour = {};
      const kept = server.asked.length;
      await download.getByRole('button', { name: 'Go on' }).click();
      await expect(page.getByTestId(`model-use-${ID}`)).toBeEnabled({ timeout: ANSWER_MS });
      expect(server.asked.slice(kept).join('\n')).toMatch(/bytes=[1-9]\d*-/);
      await page.getByTestId(`model-use-${ID}`).click();
      await expect(page.getByTestId(`model-${ID}`)).toContainText('In use', { timeout: ANSWER_MS });
      await expect.poll(() => modelName(page)).toContain('Sapling');
      await checkView(page, info, 'models');
    });

    await test.step('a folder that is no model is refused with what to do, and the model in use stays', async () => {
      await page.getByTestId('model-folder-path').fill(dir);
      await page.getByTestId('model-add-folder').click();
      const notice = page.getByRole('alert');
      await expect(notice).toHaveAttribute('data-code', 'MODEL_MISSING');
      await expect(notice).toContainText('config.json');
      await expect.poll(() => modelName(page)).toContain('Sapling');
    });

    await test.step('the chip in Chat changes the model by keyboard', async () => {
      await page.getByTestId('nav-chat').click();
      const chip = page.getByTestId('chip-model');
      await chip.focus();
      await page.keyboard.press('Enter');
      await expect(page.getByTestId(`pick-${ID}`)).toBeFocused();
      await checkView(page, info, 'model-menu');
      await page.keyboard.press('ArrowUp');
      await expect(page.getByTestId('pick-seedling')).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(chip).toHaveText('Seedling', { timeout: ANSWER_MS });
      await expect.poll(() => modelName(page)).toContain('Seedling');
      await page.getByTestId('nav-settings').click();
    });

    await test.step('threads take effect at once', async () => {
      await page.getByTestId('to-device').click();
      await page.getByTestId('threads').getByText('1', { exact: true }).click();
      await expect
        .poll(async () => ((await callNode(page, 'device/view')) as { threads: number }).threads)
        .toBe(1);
      await expect(page.getByTestId('device-processes')).toContainText('MB');
      await page.getByTestId('device-check').click();
      await expect(page.getByTestId('hardware')).toHaveAttribute('data-done', 'true', { timeout: ANSWER_MS });
      await checkView(page, info, 'device');
      await page.setViewportSize({ width: 400, height: 800 });
      await page.getByTestId('to-models').click();
      await checkView(page, info, 'models-narrow');
    });
  } finally {
    await app?.close();
    await server.close();
    rmSync(dir, { recursive: true, force: true });
  }
});

async function modelName(page: Page): Promise<string> {
  return ((await callNode(page, 'system/status')) as { model: { name: string } }).model.name;
}

async function doneBytes(page: Page): Promise<number> {
  const { models } = (await callNode(page, 'models/list')) as ModelsView;
  return models.find(({ id }) => id === ID)?.download?.doneBytes ?? 0;
}
