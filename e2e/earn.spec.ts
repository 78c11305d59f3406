import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { createTestClient, http, parseEther } from 'viem';
import type { WalletOverview } from '../protocol/api/earn-schemas.ts';
import type { TransactionView } from '../protocol/api/transaction-schemas.ts';
import { test } from './hosts/app-test.ts';
import { addBrowserWallet, plugInLedger } from './hosts/browser-wallet.ts';
import { callNode } from './hosts/call-node.ts';
import { checkView, takePicture } from './hosts/check-view.ts';
import { NETWORK_MS, READY_MS } from './limits.ts';

/** A recorded exchange with a Ledger: the account at 44'/60'/0'/0/0. */
const LEDGER_ASKED = 'e002000015058000002c8000003c800000000000000000000000';
const LEDGER_TOLD =
  '4104df00ad3869baad7ce54f4d560ba7f268d542df8f2679a5898d78a690c3db8f9833d2973671cb14b088e91bdf7c0ab00029a576473c0e12f84d252e630bb3809b28436241393833363265313939633431453138363444303932334146393634366433413634383435319000';
/** Milliseconds in which the local chain has confirmed what was sent, also on a busy computer. */
const SENT_MS = 120_000;
/** Somebody’s address that nothing was sent to before. */
const FRIEND = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';

test('a staker: stake more, send, take stake back, count down, keep records', async ({
  app: { page },
}, info) => {
  test.setTimeout(600_000);
  await test.step('without a network it says what the account is for and offers the first step', async () => {
    await expect(page.getByTestId('chat-input')).toBeEnabled({ timeout: READY_MS });
    await page.getByTestId('nav-earn').click();
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await expect(page.getByTestId('network-start')).toBeEnabled();
    await checkView(page, info, 'earn-off');
    await page.getByTestId('network-start').click();
    await expect(page.getByTestId('earn-stake-figure')).toBeVisible({ timeout: NETWORK_MS });
  });
  const chain = await testChain(page);
  const first = await overview(page);

  await test.step('deposits are no income', async () => {
    expect(BigInt(first.loam)).toBeGreaterThan(0n);
    await expect(page.getByTestId('earn-balance-figure')).toHaveAttribute('data-wei', first.loam);
    await expect(page.getByTestId('earn-income-none')).toBeVisible();
    await expect(page.locator('[data-kind="deposit"]')).toHaveCount(1);
    await checkView(page, info, 'earn');
    await page.setViewportSize({ width: 400, height: 800 });
    await checkView(page, info, 'earn-narrow');
    await page.setViewportSize({ width: 1180, height: 780 });
  });

  await test.step('stake more: the sheet says what will happen and costs, then it is sent', async () => {
    await page.getByTestId('earn-stake').click();
    await page.getByTestId('amount').fill('5');
    await page.getByTestId('amount-continue').click();
    await expect(page.getByTestId('sign-sentence')).toContainText('5 LOAM');
    await expect(page.getByTestId('sign-trial')).toHaveAttribute('data-ok', 'true');
    await expect(page.getByTestId('sign-fee')).toContainText('ETH');
    await expect(page.getByTestId('sign-call').last()).toContainText('NodeRegistry');
    await checkView(page, info, 'earn-sheet');
    expect((await overview(page)).stake, 'nothing moves before the signature').toBe(first.stake);
    await page.getByTestId('sign-send').click();
    await expect(page.getByTestId('sign-done')).toBeVisible({ timeout: SENT_MS });
    await page.getByTestId('sign-close').click();
    const staked = (BigInt(first.stake) + parseEther('5')).toString();
    await expect(page.getByTestId('earn-stake-figure')).toHaveAttribute('data-wei', staked, {
      timeout: SENT_MS,
    });
    await expect(page.getByTestId('amount'), 'the form is done').toBeHidden();
  });

  await test.step('what the chain would refuse is said before it is signed, with value and fee', async () => {
    await page.getByTestId('earn-unstake').click();
    const rest = await overview(page);
    await page.getByTestId('amount').fill(String(Number(BigInt(rest.stake) / parseEther('1')) - 1));
    await page.getByTestId('amount-continue').click();
    await expect(page.getByTestId('sign-trial')).toHaveAttribute('data-ok', 'false');
    await expect(page.getByTestId('sign-moves')).toContainText('LOAM');
    await expect(page.getByTestId('sign-fee')).toContainText('ETH');
    await expect(page.getByTestId('sign-send')).toBeDisabled();
    await takePicture(page, info, 'earn-refused');
    await page.getByTestId('sign-cancel').click();
    await expect(page.getByTestId('sign-sheet')).toBeHidden();
  });

  await test.step('taking stake back counts down and is then withdrawn', async () => {
    await page.getByTestId('amount').fill('5');
    await page.getByTestId('amount-continue').click();
    await page.getByTestId('sign-send').click();
    await expect(page.getByTestId('sign-done')).toBeVisible({ timeout: SENT_MS });
    await page.getByTestId('sign-close').click();
    await expect(page.getByTestId('earn-leaving-figure')).toHaveAttribute(
      'data-wei',
      parseEther('5').toString(),
    );
    await expect(page.getByTestId('earn-countdown')).toContainText(/0:\d\d/);
    await takePicture(page, info, 'earn-countdown');
    await chain.increaseTime({ seconds: 61 });
    await chain.mine({ blocks: 1 });
    await page.getByTestId('earn-withdraw').click({ timeout: SENT_MS });
    await page.getByTestId('sign-send').click();
    await expect(page.getByTestId('sign-done')).toBeVisible({ timeout: SENT_MS });
    await page.getByTestId('sign-close').click();
    await expect(page.getByTestId('earn-leaving-figure')).toHaveAttribute('data-wei', '0', {
      timeout: SENT_MS,
    });
  });

  await test.step('a new address gets a second look; what waits can be sped up', async () => {
    await page.getByTestId('earn-send').click();
    await page.getByTestId('send-to').fill(FRIEND.replace('dc79C8', 'dc79c8'));
    await page.getByTestId('amount').fill('1,5');
    await page.getByTestId('amount-continue').click();
    await expect(page.getByTestId('send-to')).toHaveAttribute('aria-invalid', 'true');
    await page.getByTestId('send-to').fill(FRIEND);
    await expect(page.getByTestId('amount-continue')).toBeDisabled();
    await page.getByTestId('send-compared').check();
    await page.getByTestId('amount-continue').click();
    await expect(page.getByTestId('sign-sentence')).toContainText(FRIEND);
    await chain.setAutomine(false);
    try {
      await page.getByTestId('sign-send').click();
      const waiting = page.locator('[data-testid="earn-transaction"][data-state="open"]');
      await expect(waiting).toHaveCount(1, { timeout: SENT_MS });
      await page.getByTestId('sign-sheet').getByRole('button').first().click();
      const [sent] = (await callNode(page, 'transactions/list')) as TransactionView[];
      await expect(waiting).toContainText(String(sent?.nonce));
      await takePicture(page, info, 'earn-pending');
      await waiting.getByTestId('earn-speed-up').click();
      await expect
        .poll(async () => ((await callNode(page, 'transactions/list')) as TransactionView[])[0]?.tries)
        .toBe((sent?.tries ?? 0) + 1);
      await chain.mine({ blocks: 1 });
      await expect(waiting).toHaveCount(0, { timeout: SENT_MS });
    } finally {
      await chain.setAutomine(true);
    }
    await expect(page.locator('[data-kind="sent"]')).toHaveCount(1);
  });

  await test.step('the words are shown, and three of them asked for; servers can be added after a check', async () => {
    await page.getByTestId('backup-do').click();
    await page.getByTestId('words-begin').click();
    await page.getByTestId('words-show').click();
    await expect(page.getByTestId('words-list').locator('li')).toHaveCount(24, { timeout: SENT_MS });
    const shown = (await page.getByTestId('words-list').locator('li').allTextContents()).map((text) =>
      text.replace(/[\d\s]/g, ''),
    );
    expect(shown).toHaveLength(24);
    await page.getByTestId('words-written').click();
    await expect(page.getByTestId('words-list'), 'gone from the page').toBeHidden();
    await expect(page.getByTestId('words-answer')).toHaveCount(3);
    const asked = await page.getByTestId('words-answer').all();
    expect(asked).toHaveLength(3);
    for (const field of asked) await field.fill('wrong');
    await page.getByTestId('words-check').click();
    await expect(asked[0] as Locator).toHaveAttribute('aria-invalid', 'true');
    for (const field of asked)
      await field.fill(shown[Number(await field.getAttribute('data-place')) - 1] ?? '');
    await page.getByTestId('words-check').click();
    await expect(page.getByTestId('words')).toHaveAttribute('data-step', 'right');

    await expect(page.getByTestId('server')).toHaveCount(1);
    await page.getByTestId('server-url').fill('http://127.0.0.1:9');
    await page.getByTestId('server-add').click();
    await expect(page.locator('[data-code="CHAIN_UNREACHABLE"]')).toBeVisible({ timeout: SENT_MS });
    await expect(page.getByTestId('server'), 'what was refused is not kept').toHaveCount(1);
    const [server] = (await callNode(page, 'network/servers')) as { host: string }[];
    await page.getByTestId('server-url').fill(`http://localhost:${server?.host.split(':')[1]}`);
    await page.getByTestId('server-add').click();
    await expect(page.getByTestId('server')).toHaveCount(2, { timeout: SENT_MS });
    await page.getByTestId('server-up').click();
    await expect(page.getByTestId('server').first()).toContainText('localhost');
    await checkView(page, info, 'settings-wallet');
  });

  await test.step('a wallet of the browser: a wrong chain is said and switched; it sends LOAM here', async () => {
    await chain.impersonateAccount({ address: FRIEND });
    await chain.setBalance({ address: FRIEND, value: parseEther('1') });
    const [server] = (await callNode(page, 'network/servers')) as { url: string }[];
    await addBrowserWallet(page, server?.url ?? '', FRIEND);
    await page.getByTestId('signer-connect').click();
    await expect(page.getByTestId('wrong-chain')).toBeVisible();
    await takePicture(page, info, 'settings-wrong-chain');
    await page.getByTestId('switch-chain').click();
    await expect(page.getByTestId('wrong-chain')).toBeHidden();
    const before = await overview(page);
    await page.getByTestId('fund-amount').fill('1');
    await page.getByTestId('fund-go').click();
    await expect(page.getByTestId('sign-send')).toContainText('Test wallet');
    await page.getByTestId('sign-send').click();
    await expect(page.getByTestId('sign-done')).toBeVisible({ timeout: SENT_MS });
    await page.getByTestId('sign-close').click();
    expect(BigInt((await overview(page)).loam)).toBe(BigInt(before.loam) + parseEther('1'));
  });

  await test.step('a Ledger: what is wrong with it is said, then its account', async () => {
    await plugInLedger(page, {});
    const row = page.getByTestId('signer-ledger');
    // The row looks for USB when it is drawn.
    await page.getByTestId('nav-earn').click();
    await page.getByTestId('nav-settings').click();
    await row.getByRole('button').click();
    await expect(row.locator('[data-code="LEDGER_APP"]')).toBeVisible();
    await plugInLedger(page, { [LEDGER_ASKED]: LEDGER_TOLD });
    await row.getByRole('button').first().click();
    await expect(row).toContainText('0xCbA9');
    await page.getByTestId('nav-earn').click();
    await expect(page.getByTestId('earn-stake-figure')).toBeVisible();
    await expect(page.getByTestId('backup-reminder')).toBeHidden();
  });

  await test.step('the records hold every movement', async () => {
    await page.getByTestId('earn-records').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByTestId('save-csv').click(),
    ]);
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines[0]).toContain('income');
    const kinds = lines.slice(1).map((line) => line.split(',')[1]);
    expect(kinds).toEqual(expect.arrayContaining(['deposit', 'staked', 'unstaked', 'sent']));
    await page.getByTestId('save-receipt').click();
    await expect(page.locator('[data-code="RECEIPT_EMPTY"]').first()).toBeVisible();
  });
});

async function overview(page: Page): Promise<WalletOverview> {
  return (await callNode(page, 'wallet/overview')) as WalletOverview;
}

/** The clock of the local network's chain. */
async function testChain(page: Page) {
  const [server] = (await callNode(page, 'network/servers')) as { host: string }[];
  return createTestClient({ mode: 'anvil', transport: http(`http://${server?.host}`) });
}
