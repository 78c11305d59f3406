import { createTestClient, encodeFunctionData, http, keccak256, parseEther, stringToHex } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { loamTokenAbi } from '../../protocol/generated/abis.ts';
import { submit } from './actions/submit.ts';
import type { ChainClient } from './chain-client.ts';
import { type FollowerStep, followEvents } from './event-follower.ts';
import { type TestNetwork, testNetwork } from './fixtures/test-network.ts';
import { type FollowerCursor, parseCursor } from './follower-cursor.ts';
import { sendTransaction } from './send-transaction.ts';

let network: TestNetwork;
let chain: ChainClient;
const TO: Hex = '0x00000000000000000000000000000000000000dd';

beforeAll(async () => {
  network = await testNetwork();
  chain = await network.member(['learner']);
});
afterAll(() => network.stop());

/** What a projection would hold: transfers to TO by block, kept and undone as the steps say. */
class Transfers {
  cursor: FollowerCursor | undefined;
  undone = 0;
  readonly #blocks: { hash: Hex; values: bigint[] }[] = [];

  get values(): bigint[] {
    return this.#blocks.flatMap(({ values }) => values);
  }

  take(step: FollowerStep): void {
    if (step.type === 'add') {
      const values = step.events.flatMap((event) =>
        event.contract === 'LoamToken' && event.eventName === 'Transfer' && event.args.to === TO
          ? [event.args.value]
          : [],
      );
      this.#blocks.push({ hash: step.block.hash, values });
    }
    if (step.type === 'undo') {
      this.undone++;
      // Only the newest block can go.
      expect(this.#blocks.pop()?.hash).toBe(step.block.hash);
    }
    // As from a database.
    this.cursor = parseCursor(JSON.stringify(step.cursor));
  }

  async catchUp(): Promise<this> {
    const { cursor } = this;
    const options = { signal: AbortSignal.timeout(60_000), untilHead: true };
    for await (const step of followEvents(chain, { ...options, ...(cursor === undefined ? {} : { cursor }) }))
      this.take(step);
    return this;
  }
}

const control = () => createTestClient({ mode: 'anvil', transport: http(network.anvil.url) });
const give = (value: bigint) =>
  sendTransaction(chain, {
    to: chain.descriptor.contracts.LoamToken,
    data: encodeFunctionData({ abi: loamTokenAbi, functionName: 'transfer', args: [TO, value] }),
  });

test('events come decoded, block by block, from the first block on; a stored cursor goes on behind them', async () => {
  const seen: FollowerStep[] = [];
  const signal = AbortSignal.timeout(60_000);
  for await (const step of followEvents(chain, { signal, untilHead: true })) seen.push(step);
  const names = seen.flatMap((step) => (step.type === 'add' ? step.events.map((e) => e.eventName) : []));
  expect(names).toContain('ModuleReplaced');
  expect(names).toContain('Registered');
  const transfers = await new Transfers().catchUp();
  await give(5n);
  const late = await new Transfers().catchUp();
  expect(transfers.values).toEqual([]);
  expect((await transfers.catchUp()).values).toEqual([5n]);
  expect(late.values).toEqual([5n]);
  expect(transfers.undone).toBe(0);
});

test('blocks that the chain leaves are undone, the newest first, and others added', async () => {
  const following = await new Transfers().catchUp();
  await give(7n);
  await give(8n);
  await submit(chain, {
    cid: keccak256(stringToHex('reorg')),
    baseVersion: 0,
    metricsHash: keccak256(stringToHex('y')),
    confidencePpm: 1,
    stake: parseEther('100'),
  });
  await following.catchUp();
  expect(following.values).toEqual([5n, 7n, 8n]);
  // Three blocks go; nothing but empty blocks takes their place.
  await control().request({ method: 'anvil_reorg', params: [3, []] } as never);
  await following.catchUp();
  expect(following.values).toEqual([5n]);
  expect(following.undone).toBe(3);
  await give(9n);
  expect((await following.catchUp()).values).toEqual([5n, 9n]);
  expect((await new Transfers().catchUp()).values).toEqual(following.values);
});
