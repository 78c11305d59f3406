import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { keccak256, parseEther, stringToHex } from 'viem';
import { submit } from '../node/chain/actions/submit.ts';
import { drawAll } from '../node/chain/fixtures/play-round.ts';
import type { TestNetwork } from '../node/chain/fixtures/test-network.ts';
import { readEpoch } from '../node/chain/reads/read-epoch.ts';
import { test } from './hosts/app-test.ts';
import { checkView, takePicture } from './hosts/check-view.ts';
import { appNetwork, joinNetwork } from './hosts/join-test-network.ts';
import { signInSheet } from './hosts/sign-in-sheet.ts';
import { READY_MS } from './limits.ts';

/** Milliseconds for something that the node does by itself, on a busy machine. */
const SOON_MS = 60_000;
const digest = (text: string) => keccak256(stringToHex(text));
let network: TestNetwork | undefined;

test.afterEach(async () => {
  await network?.stop();
  network = undefined;
});

test('a validator: conditions, the wait for a double, duties, alerts, exit, signing history', async ({
  app: { page },
}, info) => {
  test.setTimeout(600_000);
  page.setDefaultTimeout(SOON_MS);
  await test.step('without a network it says what this is and offers the first step', async () => {
    await expect(page.getByTestId('chat-input')).toBeEnabled({ timeout: READY_MS });
    await page.getByTestId('nav-validate').click();
    await expect(page.getByTestId('network-start')).toBeEnabled();
    await expect(page.getByTestId('validate-switch')).toBeHidden();
    await checkView(page, info, 'validate-off');
  });

  const chain = await appNetwork({
    epochs: { submitSeconds: 3_600, finalitySeconds: 60 },
    stakes: { unbondSeconds: 3_600 },
  });
  network = chain;
  await joinNetwork(page, chain, ['learner']);
  const state = page.getByTestId('validate-switch');

  await test.step('its conditions stand beside the switch, each with its state', async () => {
    await expect(state).toBeEnabled({ timeout: SOON_MS });
    for (const name of ['network', 'stake', 'clock', 'history'])
      await expect(page.getByTestId(`need-${name}`)).toHaveAttribute('data-state', 'met');
    await expect(page.getByTestId('need-alone')).toHaveAttribute('data-state', 'open');
    await expect(page.getByTestId('need-stake')).toContainText('500.00 LOAM');
    await checkView(page, info, 'validate');
  });

  await test.step('turning it on warns of a second computer and says how long it waits', async () => {
    await state.click();
    const go = page.getByTestId('begin-go');
    await expect(go).toBeDisabled();
    await expect(page.getByTestId('begin-panel')).toContainText('20%');
    await expect(page.getByTestId('begin-wait')).toContainText('3 seconds');
    await checkView(page, info, 'validate-begin');
    await page.getByTestId('begin-only').check();
    await go.click();
    await expect(page.getByTestId('validate-wait')).toBeVisible({ timeout: SOON_MS });
    await takePicture(page, info, 'validate-waits');
    await expect(state).toHaveAttribute('data-state', 'on', { timeout: SOON_MS });
    await expect(state).toBeChecked();
    await expect(page.getByTestId('need-alone')).toHaveAttribute('data-state', 'met');
  });

  await test.step('the way out: what is taken out waits, counts down, and is withdrawn', async () => {
    await page.getByTestId('exit-amount').fill('100');
    await page.getByTestId('exit-start').click();
    await signInSheet(page);
    await expect(page.getByTestId('exit-waiting')).toHaveAttribute('data-ready', 'false');
    await expect(page.getByTestId('exit-waiting')).toContainText(/59:\d\d|1:00:00/);
    await expect(page.getByTestId('bond')).toContainText('400.00');
    await takePicture(page, info, 'validate-exit');
    await chain.jump(3_601);
    await page.getByTestId('exit-withdraw').click({ timeout: SOON_MS });
    await signInSheet(page);
    await expect(page.getByTestId('exit-waiting')).toBeHidden();
  });

  await test.step('a missed verdict stands in the timeline and makes the alert that was asked for', async () => {
    await page.getByTestId('alert-in-a-row').getByText('1', { exact: true }).click();
    const learner = await chain.member(['learner']);
    const { epoch } = await submit(learner, {
      cid: digest('lesson'),
      metricsHash: digest('metrics'),
      baseVersion: 0,
      confidencePpm: 50_000,
      stake: parseEther('100'),
    });
    // It gives its salt, which is its first signature.
    await expect(page.getByTestId('history-row')).toBeVisible({ timeout: SOON_MS });
    await chain.until('draw');
    await drawAll(learner, { epoch });
    // The time to judge is over before anybody could fetch the lesson.
    while (['draw', 'commit', 'reveal'].includes((await readEpoch(learner, epoch)).phase))
      await chain.jump(31);
    await expect(page.getByTestId('duty-timeline')).toBeVisible({ timeout: SOON_MS });
    await expect(page.locator('.timeline svg').first().locator('.timeline__missed')).not.toHaveCount(0, {
      timeout: SOON_MS,
    });
    await expect(page.getByTestId('performance')).toContainText('0.0%');
    await expect(page.locator('[data-testid="alert"][data-kind="missed"]')).toHaveCount(1, {
      timeout: SOON_MS,
    });
    await checkView(page, info, 'validate-missed');
    await page.setViewportSize({ width: 400, height: 800 });
    await takePicture(page, info, 'validate-narrow');
    await page.setViewportSize({ width: 1180, height: 780 });
  });

  await test.step('the signing history goes to a file and back, and says what it did', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByTestId('history-export').click(),
    ]);
    const file = readFileSync(await download.path(), 'utf8');
    expect(JSON.parse(file)).toMatchObject({
      format: 'loam-signing-history/1',
      network: chain.descriptor.id,
    });
    await expect(page.getByTestId('history-exported')).toContainText('epoch 1');
    const choose = (text: string) =>
      page
        .getByTestId('history-file')
        .last()
        .setInputFiles({
          name: 'history.json',
          mimeType: 'application/json',
          buffer: Buffer.from(text),
        });
    await choose(file);
    await expect(page.getByTestId('history-imported')).toContainText('up to epoch 1');
    await choose(file.replace('"watermark":1', '"watermark":0'));
    await expect(page.locator('[data-code="SIGNING_HISTORY_INVALID"]')).toBeVisible();
  });

  await test.step('off finishes what it owes, and stays off', async () => {
    await state.click();
    await expect(state).toHaveAttribute('data-state', /finishing|off/, { timeout: SOON_MS });
  });
});
