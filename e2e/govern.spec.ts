import { expect } from '@playwright/test';
import { encodeFunctionData, parseEther } from 'viem';
import { castVote } from '../node/chain/actions/cast-vote.ts';
import { delegate } from '../node/chain/actions/delegate.ts';
import { executeProposal } from '../node/chain/actions/execute-proposal.ts';
import { openDispute } from '../node/chain/actions/open-dispute.ts';
import { proposeChange } from '../node/chain/actions/propose-change.ts';
import { queueProposal } from '../node/chain/actions/queue-proposal.ts';
import { createChainClient } from '../node/chain/chain-client.ts';
import type { TestNetwork } from '../node/chain/fixtures/test-network.ts';
import { localGenesisAccount } from '../node/chain/local-faucet.ts';
import { benchmarkRegistryAbi } from '../protocol/generated/abis.ts';
import { test } from './hosts/app-test.ts';
import { callNode } from './hosts/call-node.ts';
import { checkView, takePicture } from './hosts/check-view.ts';
import { appNetwork, fund, joinNetwork } from './hosts/join-test-network.ts';
import { signInSheet } from './hosts/sign-in-sheet.ts';
import { READY_MS } from './limits.ts';

/** Milliseconds until the view has looked again, on a busy machine. */
const SOON_MS = 60_000;
/** Seconds. */
const HOUR = 3_600;
const DIGEST = `0x${'ab'.repeat(32)}` as const;
let network: TestNetwork | undefined;

test.afterEach(async () => {
  await network?.stop();
  network = undefined;
});

test('a voter: why a vote weighs nothing, delegate, propose, vote, carry out, and a jury', async ({
  app: { page },
}, info) => {
  test.setTimeout(600_000);
  page.setDefaultTimeout(SOON_MS);
  await test.step('without a network it says what this is and offers the first step', async () => {
    await expect(page.getByTestId('chat-input')).toBeEnabled({ timeout: READY_MS });
    await page.getByTestId('nav-govern').click();
    await expect(page.getByTestId('network-start')).toBeEnabled();
    await checkView(page, info, 'govern-off');
  });

  // Hours, so that a slow machine's own time decides nothing: the chain's clock is moved.
  const chain = await appNetwork({
    governor: { votingDelaySeconds: HOUR, votingPeriodSeconds: HOUR },
    timelock: { delaySeconds: HOUR },
  });
  network = chain;
  const { descriptor } = chain;
  const holder = await createChainClient({ descriptor, account: localGenesisAccount() });
  await delegate(holder);
  await chain.jump(2);
  await joinNetwork(page, chain, []);
  await expect(page.getByTestId('proposals-none')).toBeVisible({ timeout: SOON_MS });

  const first =
    await test.step('who has nothing is told why, and cannot cast a vote of nothing', async () => {
      await expect(page.getByTestId('voice-why')).toHaveAttribute('data-why', 'no-tokens');
      const data = encodeFunctionData({
        abi: benchmarkRegistryAbi,
        functionName: 'addDataSet',
        args: [DIGEST, 'CC-BY-4.0', DIGEST, DIGEST],
      });
      const { id } = await proposeChange(holder, {
        calls: [{ to: descriptor.contracts.BenchmarkRegistry, data }],
        metadataCid: DIGEST,
      });
      await chain.jump(HOUR + 1);
      const card = page.getByTestId('proposal-card');
      await expect(card).toHaveAttribute('data-state', 'active', { timeout: SOON_MS });
      await expect(card).toContainText('Adds a data set under CC-BY-4.0.');
      await expect(card.getByTestId('quorum')).toContainText('400,000.00');
      await card.getByTestId('proposal-open').click();
      await expect(page.getByTestId('vote-blocked')).toHaveAttribute('data-why', 'no-tokens', {
        timeout: SOON_MS,
      });
      await expect(page.getByTestId('vote-weight')).toContainText(/block \d+/);
      await expect(page.getByTestId('vote-send')).toBeHidden();
      await expect(page.getByTestId('simulation')).toHaveAttribute('data-ok', 'true');
      await takePicture(page, info, 'govern-blocked');
      return id;
    });

  await test.step('tokens vote only once somebody is named to vote with them', async () => {
    const { wallet } = (await callNode(page, 'system/status')) as { wallet: { address: `0x${string}` } };
    await fund(chain, wallet.address, parseEther('2000'));
    await expect(page.getByTestId('self-delegate-why')).toContainText('2,000.00', { timeout: SOON_MS });
    await expect(page.getByTestId('voice-why')).toHaveAttribute('data-why', 'not-delegated');
    await page.keyboard.press('Escape');
    await page.getByTestId('self-delegate').click();
    await expect(page.getByTestId('sign-sentence')).toContainText('your own account');
    await signInSheet(page);
    await chain.jump(1);
    await expect(page.getByTestId('voice-votes')).toHaveText('2,000.00', { timeout: SOON_MS });
    // It came after the moment that counts for the vote that runs.
    await page.getByTestId('proposal-open').click();
    await expect(page.getByTestId('vote-blocked')).toHaveAttribute('data-why', 'late', { timeout: SOON_MS });
    await castVote(holder, { id: first, support: 'for' });
  });

  await test.step('a change is tried out before it is proposed, with its deposit', async () => {
    await page.getByTestId('propose-open').click();
    await page.getByTestId('propose-rule').selectOption('committee.minUtilityPpm');
    await page.getByTestId('propose-value').fill('4000000');
    await page.getByTestId('propose-try').click();
    await expect(page.getByTestId('simulation')).toHaveAttribute('data-ok', 'false', { timeout: SOON_MS });
    await page.getByTestId('propose-value').fill('2000');
    await expect(page.getByTestId('propose-draft')).toBeHidden();
    await page.getByTestId('propose-try').click();
    await expect(page.getByTestId('propose-draft')).toContainText('from 0.1% to 0.2%', { timeout: SOON_MS });
    await expect(page.getByTestId('propose-deposit')).toContainText('100.00 LOAM');
    await expect(page.getByTestId('propose-send')).toBeDisabled();
    await page.getByTestId('propose-title').fill('Fewer useless lessons');
    await page
      .getByTestId('propose-rationale')
      .fill('<img src=x onerror=alert(1)> **Small** gains are noise.');
    await checkView(page, info, 'govern-propose');
    await page.getByTestId('propose-send').click();
    await signInSheet(page);
    await expect(page.getByTestId('proposal-card')).toHaveCount(2, { timeout: SOON_MS });
    await expect(page.getByTestId('proposal-card').first()).toContainText('Fewer useless lessons');
  });

  const mine = page.getByTestId('proposal-card').first();
  await test.step('vote with a reason; the quorum is that of the vote’s beginning', async () => {
    await chain.jump(HOUR + 1);
    await expect(mine).toHaveAttribute('data-state', 'active', { timeout: SOON_MS });
    await mine.getByTestId('proposal-open').click();
    const detail = page.getByTestId('proposal-detail');
    await expect(detail.getByTestId('proposal-text')).toContainText('<img src=x onerror=alert(1)> **Small**');
    await expect(detail.getByTestId('vote-weight')).toContainText('1,900.00');
    await expect(detail.getByTestId('tally')).toHaveAttribute('data-reached', 'false');
    await checkView(page, info, 'govern-vote');
    await page.setViewportSize({ width: 400, height: 800 });
    await takePicture(page, info, 'govern-vote-narrow');
    await page.setViewportSize({ width: 1180, height: 780 });
    await page.getByTestId('vote-reason').fill('Noise costs everybody.');
    await page.getByTestId('vote-send').click();
    await signInSheet(page);
    await expect(detail.getByTestId('vote-mine')).toContainText('1,900.00', { timeout: SOON_MS });
    await expect(detail.getByTestId('votes-cast')).toContainText('Noise costs everybody.');
    await takePicture(page, info, 'govern-voted');
  });

  await test.step('what won is queued, waits, is carried out, and gives the deposit back', async () => {
    const [card] = (await callNode(page, 'governance/proposals')) as { id: string }[];
    await castVote(holder, { id: BigInt(card?.id ?? 0), support: 'for' });
    await chain.jump(HOUR + 1);
    await page.getByTestId('step-queueProposal').click({ timeout: SOON_MS });
    await signInSheet(page);
    await expect(mine).toHaveAttribute('data-state', 'queued', { timeout: SOON_MS });
    await chain.jump(HOUR + 1);
    await page.getByTestId('step-executeProposal').click({ timeout: SOON_MS });
    await signInSheet(page);
    await expect(mine).toHaveAttribute('data-state', 'executed', { timeout: SOON_MS });
    await page.getByTestId('step-settleDeposit').click({ timeout: SOON_MS });
    await signInSheet(page);
    await expect(page.getByTestId('step-settleDeposit')).toBeHidden({ timeout: SOON_MS });
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 400, height: 800 });
    await takePicture(page, info, 'govern-narrow');
    await page.setViewportSize({ width: 1180, height: 780 });
    await takePicture(page, info, 'govern');
  });

  await test.step('every rule in words, with the one that waits for the next epoch', async () => {
    await page.getByTestId('govern-place').getByText('Rules', { exact: true }).click();
    const rule = page.locator('[data-rule="committee.minUtilityPpm"]');
    await expect(rule).toContainText('0.2% from the next epoch on', { timeout: SOON_MS });
    await page.getByTestId('rules-find').fill('jurors');
    await expect(rule).toBeHidden();
    await expect(page.locator('[data-rule="dispute.jurors"]')).toBeVisible();
    await page.getByTestId('rules-find').fill('');
    await checkView(page, info, 'govern-rules');
  });

  await test.step('a dispute about what it brought, with its evidence and its jury', async () => {
    await queueProposal(holder, { id: first });
    await chain.jump(HOUR + 1);
    await executeProposal(holder, { id: first });
    const opener = await chain.member(['learner']);
    await chain.member(['validator']);
    await openDispute(opener, { kind: 'dataSet', subject: 0n, evidenceCid: DIGEST });
    await page.getByTestId('govern-place').getByText('Disputes', { exact: true }).click();
    await page.getByTestId('dispute-open').click({ timeout: SOON_MS });
    await expect(page.getByTestId('dispute-detail')).toContainText('bafy');
    for (let i = 0; i < 3; i++) await chain.jump(1);
    await page.getByTestId('dispute-drawJury').click();
    await signInSheet(page);
    await expect(page.getByTestId('dispute-detail')).toContainText('1 juror', { timeout: SOON_MS });
    await checkView(page, info, 'govern-dispute');
    await page.getByTestId('govern-place').getByText('Committees', { exact: true }).click();
    await expect(page.getByTestId('pause-line')).toBeVisible();
    await checkView(page, info, 'govern-committees');
  });
});
