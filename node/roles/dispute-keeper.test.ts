import { keccak256, parseEther, stringToHex } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { appeal } from '../chain/actions/appeal.ts';
import { commitVote, type VoteArgs } from '../chain/actions/commit-vote.ts';
import { openDispute } from '../chain/actions/open-dispute.ts';
import { revealVote } from '../chain/actions/reveal-vote.ts';
import { submit } from '../chain/actions/submit.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { verdictSubject } from '../chain/disputes.ts';
import { playRounds } from '../chain/fixtures/play-round.ts';
import { addressOf, type TestNetwork, testNetwork } from '../chain/fixtures/test-network.ts';
import { readDispute } from '../chain/reads/read-disputes.ts';
import { readSubmission } from '../chain/reads/read-submission.ts';
import { DisputeKeeper } from './dispute-keeper.ts';

const PATIENCE_MS = 8_000;
const digest = (text: string): Hex => keccak256(stringToHex(text));
const SALT = digest('salt');
let network: TestNetwork;
let members: ChainClient[];
let watcher: ChainClient;
let epoch: bigint;
let clockMs = 0;
const lines: string[] = [];

function keeperOf(chain: ChainClient, patienceMs: number): DisputeKeeper {
  return new DisputeKeeper({
    chain,
    patienceMs,
    now: () => clockMs,
    log: {
      info: (event, fields) => void lines.push(`${event} ${JSON.stringify(fields)}`),
      warn: (event, error) => void lines.push(`${event} ${String(error)}`),
    },
  });
}

beforeAll(async () => {
  network = await testNetwork();
  const learner = await network.member(['learner']);
  members = [];
  for (let i = 0; i < 8; i++) members.push(await network.member(['validator']));
  watcher = await network.member(['aggregator']);
  ({ epoch } = await submit(learner, {
    cid: digest('harm'),
    baseVersion: 0,
    metricsHash: digest('metrics'),
    confidencePpm: 50_000,
    stake: parseEther('100'),
  }));
  await playRounds(network, epoch, { keeper: watcher, members });
  await network.until('final');
});

afterAll(() => network.stop());

/** The jurors say what they think, which no keeper does for them. */
async function votes(id: bigint, ruling: VoteArgs['ruling']): Promise<void> {
  const { jurors } = await readDispute(watcher, id);
  const sitting = members.filter((chain) => jurors.includes(addressOf(chain)));
  expect(sitting.length).toBeGreaterThan(0);
  for (const chain of sitting) await commitVote(chain, { id, ruling, salt: SALT });
  if ((await readDispute(watcher, id)).state === 'vote') await network.jump(61);
  for (const chain of sitting) await revealVote(chain, { id, ruling, salt: SALT, juror: addressOf(chain) });
}

/** Steps of a keeper until one of them has moved something on. */
async function movesOn(keeper: DisputeKeeper): Promise<void> {
  for (let i = 0; i < 4; i++) if (await keeper.step()) return;
  throw new Error('nothing was due');
}

test('keepers take a dispute from its opening through an appeal to its end; only jurors and parties act beside them', async () => {
  const eager = keeperOf(watcher, 0);
  const rival = keeperOf(members[0] as ChainClient, 0);
  const patient = keeperOf(members[1] as ChainClient, PATIENCE_MS);
  expect(await eager.step()).toBe(false);
  const { id } = await openDispute(watcher, {
    kind: 'verdict',
    subject: verdictSubject(epoch, 0n),
    evidenceCid: digest('evidence'),
  });

  // The blocks that the draw awaits are made too: nobody else sends anything on this chain.
  await movesOn(eager);
  expect((await readDispute(watcher, id)).jurors.length).toBeGreaterThan(0);
  // Nothing is due while the jury votes, however long the patience was.
  clockMs += PATIENCE_MS;
  expect(await patient.step()).toBe(false);
  await votes(id, 'uphold');

  // Who leaves it to others for a while does so, and then acts.
  expect(await patient.step()).toBe(false);
  clockMs += PATIENCE_MS - 1;
  expect(await patient.step()).toBe(false);
  expect((await readDispute(watcher, id)).state).toBe('reveal');
  clockMs += 1;
  expect(await patient.step()).toBe(true);
  expect(await readDispute(watcher, id)).toMatchObject({ state: 'appeal', ruling: 'uphold' });
  // An appeal can still come.
  expect(await eager.step()).toBe(false);
  await appeal(watcher, { id });

  await movesOn(eager);
  await votes(id, 'overturn');
  // Two at the same moment: one transaction is refused, and that is nobody's failure.
  const both = await Promise.all([eager.step(), rival.step()]);
  expect(both).toContain(true);
  expect(await readDispute(watcher, id)).toMatchObject({ state: 'appeal', ruling: 'overturn', round: 2 });
  await network.jump(61);
  expect(await eager.step()).toBe(true);
  expect(await readDispute(watcher, id)).toMatchObject({ state: 'closed', ruling: 'overturn' });
  expect(await readSubmission(watcher, epoch, 0n)).toMatchObject({ status: 'rejected' });
  for (const keeper of [eager, rival, patient]) expect(await keeper.step()).toBe(false);
  expect(lines).toEqual(
    expect.arrayContaining(
      ['drawJury', 'rule', 'close'].map((what) => `dispute moved on ${JSON.stringify({ dispute: 1, what })}`),
    ),
  );
});
