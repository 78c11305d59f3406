import { afterAll, expect, test, vi } from 'vitest';
import { setState } from '../database/network-state.ts';
import { deadDescriptor } from '../fixtures/dead-descriptor.ts';
import { startTestNode, testPlace } from '../fixtures/test-node.ts';
import { readNetworkLimits } from './network-limits.ts';
import { readRememberedNetwork } from './remembered-network.ts';

const place = testPlace();
afterAll(() => place.remove());
const config = { ...place.config('remembering'), host: 'browser' } as const;

test('a network that was joined is joined again after a restart, until it is left', {
  timeout: 120_000,
}, async () => {
  const first = await startTestNode(config);
  const { hash } = await first.node.context.model();
  const joining = async () => {
    const progress = await first.client.network.join({
      descriptor: deadDescriptor(hash),
      roles: ['learner'],
    });
    for await (const _ of progress);
  };
  await expect(joining()).rejects.toMatchObject({ code: expect.stringMatching(/^CHAIN_/) });
  await first.node.stop();

  const second = await startTestNode(config);
  await vi.waitFor(() => expect(second.node.network.state).toMatchObject({ name: 'Dead network' }), 60_000);
  await second.client.network.leave();
  expect(second.node.network.state.state).toBe('off');
  await second.node.stop();

  const third = await startTestNode(config);
  await third.node.context.model();
  expect(third.node.network.state).toMatchObject({ state: 'off', name: null });

  setState(third.node.context.db, '', 'joined', '{"kind":"descriptor","descriptor":{}}');
  expect(readRememberedNetwork(third.node.context.db), 'what cannot be read').toBeNull();

  const limits = { quotaBytes: 2 ** 30, uploadBytesPerSecond: 50_000, downloadBytesPerSecond: 0 };
  expect((await third.client.network.setLimits(limits)).limits).toEqual(limits);
  expect(readNetworkLimits(third.node.context)).toEqual(limits);
  setState(third.node.context.db, '', 'limits', '{"quotaBytes":-1}');
  expect(readNetworkLimits(third.node.context).uploadBytesPerSecond, 'the configuration').toBe(0);
  await third.node.stop();
});
