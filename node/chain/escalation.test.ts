import { keccak256, parseEther, stringToHex } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOAM } from '../../protocol/chain/loam-amount.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { enforce } from './actions/enforce.ts';
import { forceRerun } from './actions/force-rerun.ts';
import { submit } from './actions/submit.ts';
import type { ChainClient } from './chain-client.ts';
import { drawAll, playRound, playRounds } from './fixtures/play-round.ts';
import { addressOf, type TestNetwork, testNetwork } from './fixtures/test-network.ts';
import { readBalances } from './reads/read-balances.ts';
import { readCommittees } from './reads/read-committee.ts';
import { readDuties } from './reads/read-duties.ts';
import { readEpoch } from './reads/read-epoch.ts';
import { readNode } from './reads/read-node.ts';
import { readReveals } from './reads/read-reveals.ts';
import { readSubmission } from './reads/read-submission.ts';
import { readUnenforced } from './reads/read-unenforced.ts';

const digest = (text: string): Hex => keccak256(stringToHex(text));
const STAKE = parseEther('500');
let network: TestNetwork;
let learner: ChainClient;
let members: ChainClient[];
let keeper: ChainClient;

beforeAll(async () => {
  network = await testNetwork({
    epochs: { contestSeconds: 60 },
    // Six equal validators: with these sizes nobody's luck in the draw decides anything.
    committees: { sizes: [3, 9, 18, 36], leads: [2, 4, 6] },
  });
  learner = await network.member(['learner']);
  members = [];
  for (let i = 0; i < 6; i++) members.push(await network.member(['validator']));
  keeper = await network.member(['aggregator']);
});

afterAll(() => network.stop());

test('a dissenter escalates a submission, a watcher contests it, and who was wrong pays', async () => {
  const { epoch } = await submit(learner, {
    cid: digest('bundle'),
    baseVersion: 0,
    metricsHash: digest('metrics'),
    confidencePpm: 50_000,
    stake: parseEther('100'),
  });
  // Six equal validators and three stretches of weight: three different ones sit; the first of them lies.
  await network.until('draw');
  await drawAll(keeper, { epoch });
  const [liar] = (await readCommittees(keeper, epoch)).get(0) ?? [];
  if (liar === undefined) throw new Error('no committee');
  const judge = (validator: Hex) => (validator === liar.validator ? { digest: digest('a lie') } : {});
  const players = { keeper, members };
  await playRound(network, epoch, players, judge);
  expect(await readEpoch(keeper, epoch)).toMatchObject({ phase: 'draw', round: 2, undrawn: 1, settled: 0 });
  expect(await readSubmission(keeper, epoch, 0n)).toMatchObject({ status: 'pending', utilityPpm: 0 });

  await playRounds(network, epoch, players, judge);
  expect(await readSubmission(keeper, epoch, 0n)).toMatchObject({
    status: 'accepted',
    digest: digest('losses of 0'),
  });
  const state = await readEpoch(keeper, epoch);
  expect(state).toMatchObject({ phase: 'contest', settled: 1, accepted: 1 });
  expect(state.round).toBe(2);

  // The watcher is wrong about it: a larger committee says the same, and the bond is gone.
  const before = await readBalances(keeper, addressOf(keeper));
  await forceRerun(keeper, { epoch, index: 0n });
  expect((await readBalances(keeper, addressOf(keeper))).loam).toBe(before.loam - 50n * LOAM);
  expect(await readSubmission(keeper, epoch, 0n)).toMatchObject({ status: 'pending' });
  await playRounds(network, epoch, players, judge);
  expect((await readEpoch(keeper, epoch)).round).toBe(state.round + 1);
  const seats = (await readCommittees(keeper, epoch)).get(0) ?? [];
  expect(seats.reduce((sum, seat) => sum + seat.seats, 0)).toBe(18);
  // A member that was drawn again keeps its old ballot: nobody revealed twice.
  const voices = (await readReveals(keeper, epoch)).map(({ validator }) => validator);
  expect(new Set(voices).size).toBe(voices.length);
  for (const chain of members) {
    const round = seats.find(({ validator }) => validator === addressOf(chain))?.round;
    const { indices } = await readDuties(chain, epoch, addressOf(chain));
    expect(indices).toEqual(round === state.round + 1 ? [0] : []);
  }

  await network.until('aggregate');
  expect(await readUnenforced(keeper, epoch)).toEqual([0]);
  const fines = await enforce(learner, { epoch, index: 0n });
  expect(fines).toMatchObject({ silent: 0, taken: STAKE / 5n });
  expect(fines.dissenting).toBeGreaterThanOrEqual(1);
  expect((await readNode(keeper, liar.validator)).stake).toBe((STAKE * 4n) / 5n);
  expect((await readBalances(keeper, addressOf(keeper))).loam).toBe(before.loam - 50n * LOAM);
  // A twentieth of the fine is the enforcer's.
  expect((await readBalances(learner, addressOf(learner))).loam).toBe(500n * LOAM + STAKE / 100n);
  expect(await readUnenforced(keeper, epoch)).toEqual([]);
  await expect(enforce(learner, { epoch, index: 0n })).rejects.toMatchObject({
    code: 'CHAIN_NOTHING_TO_ENFORCE',
  });
});

test('members that say nothing cost themselves a little, and the others decide', async () => {
  await network.until('final');
  const { epoch } = await submit(learner, {
    cid: digest('next'),
    baseVersion: 0,
    metricsHash: digest('metrics'),
    confidencePpm: 50_000,
    stake: parseEther('100'),
  });
  await network.until('draw');
  await drawAll(keeper, { epoch });
  const committee = (await readCommittees(keeper, epoch)).get(0) ?? [];
  const silent = committee.find(({ seats }) => seats === 1)?.validator;
  if (silent === undefined) throw new Error('no committee');
  const stake = (await readNode(keeper, silent)).stake;
  await playRounds(network, epoch, { keeper, members }, (validator) => (validator === silent ? null : {}));
  // Two of three seats agree: that is the lead, nobody has to be asked again.
  expect(await readSubmission(keeper, epoch, 0n)).toMatchObject({ status: 'accepted' });
  expect((await readEpoch(keeper, epoch)).round).toBe(1);
  await network.until('aggregate');
  expect(await enforce(learner, { epoch, index: 0n })).toMatchObject({ dissenting: 0, silent: 1 });
  expect((await readNode(keeper, silent)).stake).toBe((stake * 99n) / 100n);
});
