import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { keccak256, parseEther, stringToHex } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ValidatorStatus } from '../../protocol/api/validator-schemas.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { nodeRegistryAbi } from '../../protocol/generated/abis.ts';
import { submit } from '../chain/actions/submit.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { type TestNetwork, testNetwork } from '../chain/fixtures/test-network.ts';
import { readEvents } from '../chain/read-events.ts';
import { readNode } from '../chain/reads/read-node.ts';
import { readSalts } from '../chain/reads/read-salts.ts';
import { startTestNode, type TestNode, testPlace } from '../fixtures/test-node.ts';
import { openSigningHistory } from '../signing-history/open-signing-history.ts';

const digest = (text: string): Hex => keccak256(stringToHex(text));
/** Milliseconds for nodes that start several times while others use the same cores. */
const SLOW_MS = 240_000;
const place = testPlace();
const running = new Set<TestNode>();
let network: TestNetwork;
let learner: ChainClient;

async function start(name: string, localMs: number, roles: ('learner' | 'validator')[] = ['validator']) {
  const started = await startTestNode(place.config(name, { doubleWatch: { localMs, epochs: 1 } }));
  running.add(started);
  for await (const _ of await started.client.network.join({ descriptor: network.descriptor, roles }));
  return started;
}
async function stop(node: TestNode): Promise<void> {
  running.delete(node);
  await node.node.stop();
}
async function until(
  { client, log }: TestNode,
  is: (status: ValidatorStatus) => boolean,
): Promise<ValidatorStatus> {
  for (let i = 0; i < 450; i++) {
    const status = await client.validator.status();
    if (is(status)) return status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${JSON.stringify(await client.validator.status())}\n${log.slice(-10).join('\n')}`);
}
const saltOf = async (node: TestNode, epoch: bigint) =>
  (await readSalts(learner, epoch, node.node.context.keystore.signer.address)).mine;

beforeAll(async () => {
  const observer = await startTestNode(place.config('observer'));
  const { hash } = await observer.node.context.model();
  await observer.node.stop();
  network = await testNetwork({ epochs: { submitSeconds: 3_600, finalitySeconds: 120 } }, hash);
  learner = await network.member(['learner']);
});
afterAll(async () => {
  for (const { node } of running) await node.stop();
  await network?.stop();
  place.remove();
}, SLOW_MS);

test(
  'the switch: off drops the role on the chain and lasts over a restart, on takes it up again',
  async () => {
    let node = await start('switch', 0, ['validator', 'learner']);
    await until(node, ({ state }) => state === 'on');
    const { address } = node.node.context.keystore.signer;
    const roles = async () => (await readNode(learner, address as Hex)).roles;
    expect(await roles()).toContain('validator');
    await node.client.validator.stop();
    await until(node, ({ state }) => state === 'off');
    expect(await roles()).toEqual(['learner']);
    const changes = async () => {
      const search = { contract: 'NodeRegistry', abi: nodeRegistryAbi, eventName: 'RolesChanged' } as const;
      return (await readEvents(learner, { ...search, args: { node: address as Hex } })).length;
    };
    const changed = await changes();
    await stop(node);
    node = await start('switch', 0, ['validator', 'learner']);
    await expect.poll(() => node.node.network.session?.roles, { timeout: 30_000 }).toBeDefined();
    expect(await roles()).toEqual(['learner']);
    expect(await node.client.validator.status()).toMatchObject({ state: 'off' });
    // Joining did not take the role up and drop it again.
    expect(await changes()).toBe(changed);
    await node.client.validator.start({});
    await until(node, ({ state }) => state === 'on');
    expect(await roles()).toContain('validator');
    const report = await node.client.validator.report();
    expect(report).toMatchObject({
      validator: address.toLowerCase(),
      performance: { missed: 0, fined: '0' },
    });
    await stop(node);
  },
  SLOW_MS,
);

test(
  'a node whose history is gone while its keys are here does not validate and says why; all else works',
  async () => {
    const first = await start('lost', 0);
    await until(first, ({ state }) => state === 'on');
    await stop(first);
    rmSync(join(place.dir, 'lost', 'signing-history.db'));
    const second = await start('lost', 0);
    const status = await until(second, ({ state }) => state === 'stopped');
    expect(status.code).toBe('SIGNING_HISTORY_MISSING');
    expect(status.sentence).toMatch(/signing history is gone.*--accept-empty-history/);
    expect((await second.client.system.status()).network.state).toBe('on');
    await second.client.validator.start({ acceptEmptyHistory: true });
    await until(second, ({ state }) => state === 'on');
    await stop(second);
    const history = openSigningHistory({ dir: join(place.dir, 'lost') });
    expect(
      history.ledger.watermark({
        network: network.descriptor.id,
        validator: second.node.context.keystore.signer.address,
      }),
    ).toBe(1);
    history.close();
  },
  SLOW_MS,
);

test(
  'the same key on two nodes: the second is silent for its window, sees the first, stops and says so, for good',
  async () => {
    const first = await start('first', 0);
    await until(first, ({ state }) => state === 'on');
    mkdirSync(join(place.dir, 'second'));
    for (const file of ['keys.json', 'machine.key', 'version.json'])
      copyFileSync(join(place.dir, 'first', file), join(place.dir, 'second', file));
    // Its window is longer than the test: whatever it does, it does in the window.
    let second = await start('second', 3_600_000);
    expect(second.node.context.keystore.signer.address).toBe(first.node.context.keystore.signer.address);
    await until(second, ({ state }) => state === 'watching');

    const { epoch } = await submit(learner, {
      cid: digest('lesson'),
      metricsHash: digest('metrics'),
      baseVersion: 0,
      confidencePpm: 50_000,
      stake: parseEther('100'),
    });
    const stopped = await until(second, ({ state }) => state === 'stopped');
    expect(stopped).toEqual({
      state: 'stopped',
      sentence: expect.stringMatching(
        /Another node works with this validator's key: it gave a salt in epoch 1/,
      ),
      code: 'VALIDATOR_DOUBLE',
      watch: null,
    });
    expect(await saltOf(first, epoch)).not.toBeNull();
    expect(await first.client.validator.status()).toMatchObject({ state: 'on' });
    expect(second.log.some((line) => line.includes('the validator stops'))).toBe(true);

    // Neither a restart nor a shorter window makes it forget.
    await stop(second);
    const history = openSigningHistory({ dir: join(place.dir, 'second') });
    expect(history.ledger.owners()).toEqual([]);
    const { address } = first.node.context.keystore.signer;
    expect(history.halts(address)).toEqual([stopped.sentence]);
    const owner = { network: network.descriptor.id, validator: address };
    expect(() => history.record(owner, { kind: 'salt', epoch: 9n, hash: digest('salt') })).toThrow(
      stopped.sentence,
    );
    history.close();
    second = await start('second', 0);
    expect(await until(second, ({ state }) => state !== 'off')).toMatchObject({
      state: 'stopped',
      code: 'VALIDATOR_DOUBLE',
    });
    // A person who starts it again while the other still works is told again.
    await second.client.validator.start({});
    await until(second, ({ state }) => state === 'stopped');
    await second.client.validator.start({ onlyHere: true });
    await until(second, ({ state }) => state === 'stopped');
    await stop(second);
    const after = openSigningHistory({ dir: join(place.dir, 'second') });
    expect(after.ledger.owners()).toEqual([]);
    after.close();

    // Off means to finish first: a salt that stays closed costs money.
    await first.client.validator.stop();
    await until(first, ({ state }) => state === 'finishing');
    await network.jump(3_600);
    await expect
      .poll(async () => (await readSalts(learner, epoch)).revealed, { timeout: 30_000, interval: 100 })
      .toBe(1);
    await stop(first);
  },
  SLOW_MS,
);
