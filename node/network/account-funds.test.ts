import { setTimeout as sleep } from 'node:timers/promises';
import { parseEther } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ForeignNetwork, foreignNetwork } from '../chain/fixtures/foreign-network.ts';
import { readNode } from '../chain/reads/read-node.ts';
import { startTestNode, type TestNode, testPlace } from '../fixtures/test-node.ts';

const PATIENCE_MS = 60_000;
const place = testPlace();
let network: ForeignNetwork;
let joiner: TestNode;

beforeAll(async () => {
  joiner = await startTestNode(place.config('joiner'));
  network = await foreignNetwork((await joiner.node.context.model()).hash);
}, 120_000);

afterAll(async () => {
  await joiner.node.stop();
  await network.stop();
  place.remove();
});

const status = async () => (await joiner.client.system.status()).network;

async function until(what: string, look: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await look())) {
    if (Date.now() > end) throw new Error(`${what}:\n${joiner.log.slice(-10).join('\n')}`);
    await sleep(50);
  }
}

test('joining a network that gives nothing away waits for money, says so, and goes on by itself', async () => {
  const { address } = joiner.node.context.keystore.signer;
  const steps: string[] = [];
  const joining = (async () => {
    for await (const { sentence } of joiner.node.network.join(network.descriptor, ['learner']))
      steps.push(sentence);
  })();
  joining.catch(() => undefined);
  await until('it did not wait', async () => (await status()).code === 'ACCOUNT_NOT_FUNDED');
  const first = await status();
  expect(first).toMatchObject({ state: 'starting', chainId: 84_532 });
  expect(first.sentence).toMatch(
    new RegExp(
      `^This account has 0 ETH and 0 LOAM on chain 84532\\. Registering costs about 0\\.\\d+ ETH and a bond of 100 LOAM\\. Send 0\\.\\d+ ETH and 100 LOAM to ${address}; then it goes on by itself\\.$`,
    ),
  );
  // Half of it is not enough, and it says what is still missing.
  await network.pay(address, { eth: parseEther('1'), loam: 0n });
  await until('it did not see the money', async () => /Send 100 LOAM to/.test((await status()).sentence));
  expect(joiner.node.network.session).toBe(undefined);

  await network.pay(address, { eth: 0n, loam: parseEther('150') });
  await joining;
  expect(await status()).toMatchObject({ state: 'on', sentence: 'Part of Foreign.' });
  expect((await status()).code).toBe(undefined);
  expect(steps.join('\n')).toContain('Registering costs about');
  const { chain } = joiner.node.network.session ?? {};
  if (chain === undefined) throw new Error('not joined');
  expect(chain.confirmations).toBe(3);
  expect(await readNode(chain, address)).toMatchObject({ roles: ['learner'], stake: parseEther('100') });
}, 150_000);

test('a join that waits for money can be given up', async () => {
  await joiner.node.network.leave();
  expect(await status()).toMatchObject({ state: 'off' });
  const poor = await startTestNode(place.config('poor'));
  try {
    const joining = (async () => {
      for await (const _ of poor.node.network.join(network.descriptor, ['learner']));
    })();
    const failed = expect(joining).rejects.toMatchObject({ code: 'NETWORK_LEFT' });
    await until('it did not wait', async () => poor.node.network.state.code === 'ACCOUNT_NOT_FUNDED');
    await poor.node.network.leave();
    await failed;
    expect(poor.node.network.state.state).toBe('off');
  } finally {
    await poor.node.stop();
  }
}, 150_000);
