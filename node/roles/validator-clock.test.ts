import { parseEther } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ForeignNetwork, foreignNetwork } from '../chain/fixtures/foreign-network.ts';
import { readNode } from '../chain/reads/read-node.ts';
import { startTestNode, type TestNode, testPlace } from '../fixtures/test-node.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { ValidatorService } from './validator-service.ts';

const MINUTE = 60_000;
const PATIENCE_MS = 60_000;
const place = testPlace();
let network: ForeignNetwork;
let joined: TestNode;
let session: NetworkSession;

beforeAll(async () => {
  joined = await startTestNode(place.config('node', { doubleWatch: { localMs: 0, epochs: 0 } }));
  const { node } = joined;
  network = await foreignNetwork((await node.context.model()).hash);
  await network.pay(node.context.keystore.signer.address, { eth: parseEther('1'), loam: parseEther('200') });
  for await (const _ of node.network.join(network.descriptor, ['learner']));
  if (node.network.session === undefined) throw new Error('not joined');
  session = node.network.session;
}, 150_000);

afterAll(async () => {
  await joined.node.stop();
  await network.stop();
  place.remove();
});

test('a validator whose clock is off signs nothing and says why, until the clock is right again', async () => {
  let off = -10 * MINUTE;
  const service = new ValidatorService({ ...joined.node.context, now: () => Date.now() + off });
  const roles = async (): Promise<readonly string[]> =>
    (await readNode(session.chain, session.address)).roles;
  const state = (): string => service.status.state;
  const eventually = (read: () => string): ReturnType<typeof expect.poll<string>> =>
    expect.poll(read, { timeout: PATIENCE_MS, interval: 50 });
  session.start('validator', () => service.run(session));
  await eventually(() => service.status.code ?? '').toBe('CLOCK_OFF');
  expect(service.status).toMatchObject({
    state: 'stopped',
    sentence:
      'This computer’s clock is 10 minutes behind the chain. Nothing is signed until it is right: let the system set its time from the network.',
  });
  expect(await roles()).toEqual(['learner']);

  off = 0;
  await eventually(state).toBe('on');
  expect(await roles()).toEqual(['learner', 'validator']);

  // It is noticed while it works, too.
  off = 10 * MINUTE;
  await eventually(() => service.status.code ?? '').toBe('CLOCK_OFF');
  expect(service.status.sentence).toMatch(/10 minutes ahead of the chain/);
  off = 0;
  await eventually(state).toBe('on');
}, 240_000);
