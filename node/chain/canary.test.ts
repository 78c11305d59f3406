import { keccak256, parseEther, stringToHex } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { canarySeed } from '../../protocol/submission/canary-seed.ts';
import { sealedMetricsHash } from '../../protocol/submission/metrics-hash.ts';
import { claim } from './actions/claim.ts';
import { enforce } from './actions/enforce.ts';
import { openCanary } from './actions/open-canary.ts';
import { submit } from './actions/submit.ts';
import type { ChainClient } from './chain-client.ts';
import { playRounds, UTILITY } from './fixtures/play-round.ts';
import { addressOf, type TestNetwork, testNetwork } from './fixtures/test-network.ts';
import { readClaimable } from './reads/read-claimable.ts';
import { readEpochView } from './reads/read-epoch-view.ts';
import { readSubmissions } from './reads/read-submission.ts';
import { readUnenforced } from './reads/read-unenforced.ts';

const digest = (text: string): Hex => keccak256(stringToHex(text));
const SALT = digest('salt');
let network: TestNetwork;
let learner: ChainClient;
let planter: ChainClient;
let members: ChainClient[];
let keeper: ChainClient;

beforeAll(async () => {
  network = await testNetwork({ epochs: { contestSeconds: 60 } });
  learner = await network.member(['learner']);
  planter = await network.member(['learner']);
  members = [];
  for (let i = 0; i < 6; i++) members.push(await network.member(['validator']));
  keeper = await network.member(['aggregator']);
});

afterAll(() => network.stop());

const terms = { baseVersion: 0, confidencePpm: 50_000, stake: parseEther('100') };
const cid = digest('canary bundle');
const evaluationHash = digest('canary eval.json');

/** A canary's metrics hash: made as every other, of a seed that seals the answer. */
function sealed(pass: boolean, utilityPpm: number): Hex {
  const seed = canarySeed({ learner: addressOf(planter), pass, utilityPpm, salt: SALT });
  return sealedMetricsHash(seed, evaluationHash);
}

test('a canary looks like a lesson, is opened in the contest, and is not paid as one', async () => {
  const { epoch } = await submit(learner, { ...terms, cid: digest('lesson'), metricsHash: digest('m') });
  await submit(planter, { ...terms, cid, metricsHash: sealed(true, UTILITY) });
  await playRounds(network, epoch, { keeper, members });
  expect(await readSubmissions(keeper, epoch)).toMatchObject([
    { status: 'accepted' },
    { status: 'accepted' },
  ]);

  const answer = { epoch, index: 1n, evaluationHash, pass: true, utilityPpm: UTILITY, salt: SALT };
  for (const other of [{ utilityPpm: 1 }, { evaluationHash: cid }])
    await expect(openCanary(planter, { ...answer, ...other })).rejects.toMatchObject({
      code: 'CHAIN_WRONG_SEAL',
    });
  expect(await openCanary(planter, answer)).toMatchObject({ rerun: false });
  expect(await readSubmissions(keeper, epoch)).toMatchObject([
    { status: 'accepted' },
    { status: 'canary', utilityPpm: UTILITY, weight: 0n },
  ]);
  expect((await readEpochView(keeper, epoch))?.submissions).toMatchObject([
    {},
    { status: 'canary', utilityPpm: null },
  ]);
  await network.until('final');
  expect(await readClaimable(planter, epoch, addressOf(planter))).toMatchObject({ total: 0n });
  const { amount } = await claim(learner, { epoch, account: addressOf(learner) });
  expect(amount).toBe(parseEther('800'));
});

test('an unfair canary goes to a larger committee and costs its planter', async () => {
  const { epoch } = await submit(planter, { ...terms, cid, metricsHash: sealed(false, 0) });
  await playRounds(network, epoch, { keeper, members });
  const answer = { epoch, index: 0n, evaluationHash, pass: false, utilityPpm: 0, salt: SALT };
  expect(await openCanary(planter, answer)).toMatchObject({ rerun: true });
  expect(await readSubmissions(keeper, epoch)).toMatchObject([{ status: 'pending' }]);
  expect(await readUnenforced(keeper, epoch)).toEqual([]);
  await playRounds(network, epoch, { keeper, members });
  expect(await readSubmissions(keeper, epoch)).toMatchObject([{ status: 'rejected', utilityPpm: UTILITY }]);
  await network.until('final');
  expect(await readUnenforced(keeper, epoch)).toEqual([0]);
  const { taken, dissenting } = await enforce(keeper, { epoch, index: 0n });
  expect(dissenting).toBe(0);
  expect(taken).toBeGreaterThan(0n);
});
