import { parseEther } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOAM } from '../../protocol/chain/loam-amount.ts';
import { cidToDigest } from '../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { approvePause } from '../chain/actions/approve-pause.ts';
import { callElection } from '../chain/actions/call-election.ts';
import { castVote } from '../chain/actions/cast-vote.ts';
import { commitVote } from '../chain/actions/commit-vote.ts';
import { delegate } from '../chain/actions/delegate.ts';
import { drawJury } from '../chain/actions/draw-jury.ts';
import { elect } from '../chain/actions/elect.ts';
import { executeProposal } from '../chain/actions/execute-proposal.ts';
import { openDispute } from '../chain/actions/open-dispute.ts';
import { proposeChange } from '../chain/actions/propose-change.ts';
import { queueProposal } from '../chain/actions/queue-proposal.ts';
import { revealVote } from '../chain/actions/reveal-vote.ts';
import { stand } from '../chain/actions/stand.ts';
import { type ChainClient, createChainClient } from '../chain/chain-client.ts';
import { addressOf, type TestNetwork, testNetwork } from '../chain/fixtures/test-network.ts';
import { jurySalt } from '../chain/jury-salt.ts';
import { localGenesisAccount } from '../chain/local-faucet.ts';
import { startTestNode, type TestNode, testPlace } from '../fixtures/test-node.ts';
import { whyNothing } from './read-voice.ts';

/** Milliseconds for a real node and a real chain on cores that others use too. */
const SLOW_MS = 180_000;
const place = testPlace();
let node: TestNode;
let network: TestNetwork;
let own: ChainClient;
let holder: ChainClient;

beforeAll(async () => {
  node = await startTestNode(place.config('voter'));
  network = await testNetwork({}, (await node.node.context.model()).hash as Hex);
  for await (const _ of await node.client.network.join({
    descriptor: network.descriptor,
    roles: ['learner', 'validator'],
  }));
  const { session } = node.node.network;
  if (session === undefined) throw new Error('the node has not joined');
  own = session.chain;
  holder = await createChainClient({ descriptor: network.descriptor, account: localGenesisAccount() });
  await delegate(holder);
  await network.jump(2);
}, SLOW_MS);
afterAll(async () => {
  await node?.node.stop();
  await network?.stop();
  place.remove();
}, SLOW_MS);

test('why a vote weighs nothing', () => {
  const facts = { votes: 0n, tokens: 0n, delegate: null, stake: 0n };
  expect(whyNothing({ ...facts, votes: 1n })).toBeNull();
  expect(whyNothing(facts)).toBe('no-tokens');
  expect(whyNothing({ ...facts, tokens: 5n })).toBe('not-delegated');
  expect(whyNothing({ ...facts, tokens: 5n, delegate: 'other' })).toBe('delegated-away');
  expect(whyNothing({ ...facts, tokens: 5n, delegate: 'self' })).toBe('late');
  expect(whyNothing({ ...facts, stake: 5n })).toBe('late');
});

test(
  'every rule can be read; a change of one is drafted as a call, decoded beside what holds now, and tried',
  async () => {
    const { client } = node;
    const table = await client.governance.parameters();
    const value = (group: string, name: string) =>
      table.find((one) => one.group === group && one.name === name)?.value;
    expect(value('committee', 'minUtilityPpm')).toBe('1000');
    expect(value('committee', 'sizes')).toBe('3,6,12,0');
    expect(value('vote', 'votingPeriodSeconds')).toBe('60');
    expect(new Set(table.map(({ group }) => group)).size).toBe(9);

    const change = { template: 'parameter', group: 'committee', name: 'minUtilityPpm' } as const;
    const draft = await client.governance.draft({ ...change, value: '2000' });
    const [action] = draft.actions;
    expect(action).toMatchObject({ contract: 'Parameters', functionName: 'setCommitteeRules' });
    expect(action?.arguments).toContainEqual({ name: 'minUtilityPpm', value: '2000', before: '1000' });
    expect(action?.arguments.filter(({ value: then, before }) => then !== before)).toHaveLength(1);
    expect(draft.simulation).toMatchObject({ isWhole: true, results: [{ ok: true }] });

    const wrong = await client.governance.draft({ ...change, value: '4000000' });
    expect(wrong.simulation.results).toMatchObject([{ ok: false, code: 'CHAIN_OUT_OF_RANGE' }]);
    await expect(client.governance.draft({ ...change, name: 'toString', value: '1' })).rejects.toMatchObject({
      code: 'PARAMETER_UNKNOWN',
    });
    // Only the governor itself may change its rules: the timelock's call is what counts.
    const delay = { template: 'parameter', group: 'vote', name: 'timelockSeconds', value: '20' } as const;
    expect(await client.governance.draft(delay)).toMatchObject({
      actions: [
        { contract: 'Timelock', functionName: 'updateDelay', arguments: [{ value: '20', before: '10' }] },
      ],
      simulation: { results: [{ ok: true }] },
    });
  },
  SLOW_MS,
);

test(
  'a proposal from its document to its execution, and a jury about what it brought',
  async () => {
    const { client } = node;
    const { voice, rules, pause, elected } = await client.governance.overview();
    expect(voice).toMatchObject({ votes: String(1_000n * LOAM), delegate: null, why: null });
    expect(BigInt(voice.tokens)).toBeGreaterThan(0n);
    expect(rules).toMatchObject({ votingPeriod: 60, quorumPercent: 4, timelockSeconds: 10 });
    expect(pause).toMatchObject({ paused: false, by: [], reason: null });
    expect(elected.guard).toMatchObject({ term: 0, members: [] });

    const text = {
      format: 'loam-proposal/1' as const,
      title: 'Recipes as data',
      rationale: 'People ask for recipes.',
      effects: '',
      tests: '',
      plan: '',
    };
    const { cid, digest } = await client.governance.writeDocument(text);
    expect(digest).toBe(cidToDigest(cid));
    const draft = await client.governance.draft({
      template: 'addDataSet',
      cid,
      licence: 'CC-BY-4.0',
      privacyReview: cid,
      compatibility: cid,
    });
    const { id } = await proposeChange(own, {
      calls: draft.calls.map(({ to, data, value }) => ({ to, data: data as Hex, value: BigInt(value) })),
      metadataCid: digest,
    });
    const [card] = await client.governance.proposals();
    expect(card).toMatchObject({
      id: id.toString(),
      mine: true,
      state: 'pending',
      title: 'Recipes as data',
      document: cid,
      isQueued: false,
      isQuorumFixed: false,
      myVote: null,
      actions: [{ contract: 'BenchmarkRegistry', functionName: 'addDataSet' }],
    });
    expect(card?.executableAt).toBe((card?.voteEndsAt ?? 0) + 10);
    await network.jump(7);
    const open = await client.governance.proposal({ id: id.toString() });
    expect(open).toMatchObject({
      state: 'active',
      text,
      isQuorumFixed: true,
      quorum: String(400_000n * LOAM),
      voice: { votes: String(1_000n * LOAM), at: card?.voteStartsAt, why: null },
      simulation: { results: [{ ok: true, sentence: null }] },
    });
    // The block that counts is the newest that is not after the start of the vote.
    const at = async (blockNumber: number) =>
      Number((await own.public.getBlock({ blockNumber: BigInt(blockNumber) })).timestamp);
    const block = open.voice.block ?? 0;
    expect(await at(block)).toBeLessThanOrEqual(open.voteStartsAt);
    expect(await at(block + 1)).toBeGreaterThan(open.voteStartsAt);

    await castVote(own, { id, support: 'for', reason: 'I cook.' });
    await castVote(holder, { id, support: 'for' });
    await network.jump(61);
    await queueProposal(own, { id });
    expect((await client.governance.proposals())[0]).toMatchObject({ state: 'queued', isQueued: true });
    await network.jump(11);
    await executeProposal(own, { id });
    const done = await client.governance.proposal({ id: id.toString() });
    expect(done).toMatchObject({
      state: 'executed',
      myVote: { support: 'for', weight: String(1_000n * LOAM) },
      cast: [{ weight: expect.any(String) }, { support: 'for', reason: 'I cook.' }],
    });
    expect(done.executedAt).toBeGreaterThanOrEqual(done.executableAt);
    expect((await client.governance.overview()).dataSets).toMatchObject([
      { id: 0, cid, licence: 'CC-BY-4.0', active: true },
    ]);

    const opener = await network.member(['learner'], parseEther('100'));
    await openDispute(opener, { kind: 'dataSet', subject: 0n, evidenceCid: digest });
    const dispute = async () => (await client.governance.disputes())[0];
    expect(await dispute()).toMatchObject({
      kind: 'dataSet',
      subject: 0,
      jurors: [],
      can: ['drawJury', 'addEvidence'],
    });
    for (let i = 0; i < 3; i++) await network.jump(1);
    // The node draws it by itself when nobody does for a while.
    await drawJury(own, { id: 1n }).catch((error: { code?: string }) =>
      expect(error.code).toBe('CHAIN_ALREADY_DRAWN'),
    );
    expect(await dispute()).toMatchObject({ state: 'vote', duty: 'vote', myRuling: null, evidence: [cid] });
    const salt = await jurySalt(own, { id: 1n, round: 1 });
    await commitVote(own, { id: 1n, ruling: 'overturn', salt });
    expect(await dispute()).toMatchObject({ voted: 1, opened: 0 });
    await network.jump(61);
    await expect.poll(async () => (await dispute())?.duty, { timeout: 30_000 }).toBe('reveal');
    expect(await dispute()).toMatchObject({ state: 'reveal', myRuling: 'overturn' });
    await revealVote(own, { id: 1n, ruling: 'overturn', salt });
    expect(await dispute()).toMatchObject({ duty: null, opened: 1, can: ['countJury', 'addEvidence'] });
  },
  SLOW_MS,
);

test(
  'the pause is told with who agreed to it, why and until when; elected guards are named',
  async () => {
    const guards = [];
    for (let i = 0; i < 3; i++) guards.push(await network.member(['validator']));
    const [first, second] = guards as [ChainClient, ChainClient];
    for (const chain of guards) await stand(chain, { committee: 'guard' });
    await callElection(first, { committee: 'guard' });
    for (let i = 0; i < 4; i++) await network.jump(1);
    await elect(first, { committee: 'guard' });
    const reason = cidToDigest('bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi');
    await approvePause(first, { reasonCid: reason });
    const before = await node.client.governance.overview();
    expect(before.elected.guard).toMatchObject({ term: 1, threshold: 2 });
    expect(before.elected.guard.members.map(lower).sort()).toEqual(guards.map(addressOf).map(lower).sort());
    expect(before.pause).toMatchObject({ paused: false, by: [], reason: null });
    await approvePause(second, { reasonCid: reason });
    const { pause, chainTime } = await node.client.governance.overview();
    expect(pause).toMatchObject({
      paused: true,
      reason: 'bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi',
    });
    expect(pause.by.map(lower)).toEqual([addressOf(first), addressOf(second)].map(lower));
    expect(pause.until).toBeGreaterThan(chainTime);
    expect(pause.restsUntil).toBeGreaterThan(pause.until);
    // A vote can end it.
    const end = await node.client.governance.draft({ template: 'endPause' });
    expect(end).toMatchObject({
      actions: [{ contract: 'Guardian', functionName: 'approveLift' }],
      simulation: { results: [{ ok: true }] },
    });
  },
  SLOW_MS,
);

function lower(address: string): string {
  return address.toLowerCase();
}
