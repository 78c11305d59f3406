import { afterAll, beforeAll, expect, test } from 'vitest';
import { commitTo } from '../../protocol/attestation/commitment.ts';
import type { GossipAttestation } from '../../protocol/attestation/gossip-attestation.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { commit } from '../chain/actions/commit.ts';
import { submit } from '../chain/actions/submit.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { attestations, drawAll } from '../chain/fixtures/play-round.ts';
import { addressOf, type TestNetwork, testNetwork } from '../chain/fixtures/test-network.ts';
import { readEpoch } from '../chain/reads/read-epoch.ts';
import { readEpochLog } from '../chain/reads/read-epoch-log.ts';
import { postReveals } from './post-reveals.ts';

let network: TestNetwork;
let validators: ChainClient[];
let poster: ChainClient;

beforeAll(async () => {
  network = await testNetwork({
    epochs: { commitSeconds: 100_000, revealSeconds: 100_000 },
    committees: { sizes: [5, 6, 12, 0] },
  });
  validators = [];
  for (let i = 0; i < 5; i++) validators.push(await network.member(['validator']));
  poster = await network.member(['aggregator']);
}, 60_000);

afterAll(() => network.stop());

test('the attestations of five validators are opened in one transaction, and what leads nowhere costs nothing', async () => {
  const learner = await network.member(['learner']);
  await submit(learner, {
    cid: `0x${'c1'.repeat(32)}`,
    baseVersion: 0,
    metricsHash: `0x${'c2'.repeat(32)}`,
    confidencePpm: 0,
    stake: 100n * 10n ** 18n,
  });
  await network.until('draw');
  await drawAll(poster, { epoch: 1n });
  const gossiped: GossipAttestation[] = [];
  for (const chain of validators) {
    const [mine] = await attestations(chain, 1n, () => ({}));
    if (mine === undefined) throw new Error('five equal stretches of the line, and one has no seat');
    const { root, proofs } = commitTo([mine]);
    await commit(chain, { epoch: 1n, round: 1, root, ballots: 1 });
    gossiped.push({
      ...mine,
      epoch: 1,
      index: Number(mine.index),
      validator: mine.validator.toLowerCase() as Hex,
      proof: [...(proofs[0] ?? [])],
      signature: `0x${'0b'.repeat(65)}`,
    });
  }
  expect((await readEpoch(poster, 1n)).phase).toBe('reveal');
  const junk = gossiped.map((one) => ({ ...one, utilityPpm: one.utilityPpm + 1 }));
  const sent = (): Promise<number> => poster.public.getTransactionCount({ address: addressOf(poster) });
  const before = await sent();
  expect(await postReveals(poster, 1n, junk)).toBe(null);
  expect(await sent()).toBe(before);
  expect(await postReveals(poster, 1n, [...junk, ...gossiped])).toBe(5);
  expect(await sent()).toBe(before + 1);
  const { reveals } = await readEpochLog(poster, 1n);
  expect(new Set(reveals.map(({ hash }) => hash)).size).toBe(1);
  expect(reveals.map(({ validator }) => validator).sort()).toEqual(validators.map(addressOf).sort());
  // Somebody has done it: that is no error.
  expect(await postReveals(validators[0] as ChainClient, 1n, gossiped)).toBe(null);
}, 60_000);
