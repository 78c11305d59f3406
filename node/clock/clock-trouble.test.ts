import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHosts, type TestHosts, until } from '../peers/test-hosts.ts';
import { clockTrouble } from './clock-trouble.ts';
import { createPeerClocks } from './peer-clocks.ts';

const MINUTE = 60_000;
let hosts: TestHosts;
beforeAll(async () => {
  hosts = await createTestHosts();
});
afterAll(() => hosts.dispose());

const off = (chain: number | null, peers: number | null): string | null =>
  clockTrouble({
    chainAheadMs: chain === null ? null : chain * MINUTE,
    peersAheadMs: peers === null ? null : peers * MINUTE,
  })?.message ?? null;

test.each([
  ['nothing to compare with', null, null, null],
  ['the chain agrees', -1, null, null],
  ['blocks are not from the future', 10, 0, 'This computer’s clock is 10 minutes behind the chain.'],
  ['an old block', -10, null, 'This computer’s clock is 10 minutes ahead of the chain.'],
  ['an old block, and peers agree with this computer', -10, 1, null],
  [
    'an old block, and peers say the same',
    -10,
    -10,
    'This computer’s clock is 10 minutes ahead of the chain.',
  ],
  ['peers differ, the chain agrees', 0, 10, null],
  [
    'peers differ, the chain says nothing',
    null,
    10,
    'This computer’s clock is 10 minutes behind the other nodes.',
  ],
  ['peers differ a little', null, -4, null],
] as const)('%s', (_name, chain, peers, sentence) => {
  expect(off(chain, peers)).toBe(sentence);
});

test('the median of the peers counts, from three on, and one that is silent holds nobody up', async () => {
  let ahead = 0;
  const me = await hosts.open('me');
  const mine = await createPeerClocks(me.helia.libp2p, () => Date.now() + ahead);
  const peer = async (name: string, aheadMs: number): Promise<void> => {
    const host = await hosts.open(name);
    await createPeerClocks(host.helia.libp2p, () => Date.now() + aheadMs);
    await hosts.connect(me, host);
  };
  await peer('right', 0);
  await peer('right too', 0);
  expect(await mine.ahead()).toBe(null);
  await peer('liar', 600 * MINUTE);
  // One that does not know the question.
  await hosts.connect(me, await hosts.open('old'));
  await until(() => me.helia.libp2p.getPeers().length === 4);
  // Half the way there and back of a busy machine.
  expect(Math.abs((await mine.ahead()) ?? Number.NaN)).toBeLessThan(MINUTE);
  ahead = -10 * MINUTE;
  const found = (await mine.ahead()) ?? Number.NaN;
  expect(found).toBeGreaterThan(9 * MINUTE);
  expect(found).toBeLessThan(11 * MINUTE);
}, 60_000);
