import { encodeFunctionData, keccak256, parseEther, stringToHex } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MODULE_ORDER } from '../../protocol/chain/deployment-order.ts';
import { LOAM } from '../../protocol/chain/loam-amount.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { loamTokenAbi, modulesAbi, parametersAbi } from '../../protocol/generated/abis.ts';
import { approveLift } from './actions/approve-lift.ts';
import { approvePause } from './actions/approve-pause.ts';
import { callElection } from './actions/call-election.ts';
import { castVote } from './actions/cast-vote.ts';
import { delegate } from './actions/delegate.ts';
import { elect } from './actions/elect.ts';
import { executeProposal } from './actions/execute-proposal.ts';
import { proposeChange } from './actions/propose-change.ts';
import { queueProposal } from './actions/queue-proposal.ts';
import { refresh } from './actions/refresh.ts';
import { settle } from './actions/settle.ts';
import { settleDeposit } from './actions/settle-deposit.ts';
import { stand } from './actions/stand.ts';
import { standDown } from './actions/stand-down.ts';
import { strike } from './actions/strike.ts';
import { submit } from './actions/submit.ts';
import { type ChainClient, createChainClient } from './chain-client.ts';
import { drawAll } from './fixtures/play-round.ts';
import { addressOf, type TestNetwork, testNetwork } from './fixtures/test-network.ts';
import { localGenesisAccount } from './local-faucet.ts';
import { readBalances } from './reads/read-balances.ts';
import { readChainTime } from './reads/read-chain-time.ts';
import { readElected } from './reads/read-elected.ts';
import { readNode } from './reads/read-node.ts';
import { readParameters } from './reads/read-parameters.ts';
import { readPause } from './reads/read-pause.ts';
import { readProposal, readProposals } from './reads/read-proposals.ts';
import { writeContract } from './write-contract.ts';

const digest = (text: string): Hex => keccak256(stringToHex(text));
let network: TestNetwork;
let proposer: ChainClient;
let holder: ChainClient;
let stranger: ChainClient;
let members: ChainClient[];

beforeAll(async () => {
  network = await testNetwork();
  proposer = await network.member(['learner']);
  members = [];
  for (let i = 0; i < 3; i++) members.push(await network.member(['validator']));
  // Who holds the first tokens.
  holder = await createChainClient({ descriptor: network.descriptor, account: localGenesisAccount() });
  stranger = await network.stranger();
  await writeContract(holder, {
    contract: 'LoamToken',
    abi: loamTokenAbi,
    functionName: 'transfer',
    args: [addressOf(stranger), LOAM],
  });
});

afterAll(() => network.stop());

const submission = {
  cid: digest('bundle'),
  baseVersion: 0,
  metricsHash: digest('metrics'),
  confidencePpm: 50_000,
  stake: parseEther('100'),
};

test('a change of the rules goes from a proposal over vote and wait to the next epoch', async () => {
  await delegate(holder);
  await network.jump(1);
  const rules = await readParameters(proposer);
  const data = encodeFunctionData({
    abi: parametersAbi,
    functionName: 'setCommitteeRules',
    args: [{ ...rules.committee, minUtilityPpm: 2_000 }],
  });
  const before = (await readBalances(proposer, addressOf(proposer))).loam;
  const { id } = await proposeChange(proposer, {
    calls: [{ to: network.descriptor.contracts.Parameters, data }],
    metadataCid: digest('why'),
  });
  expect((await readBalances(proposer, addressOf(proposer))).loam).toBe(before - 100n * LOAM);
  expect(await readProposal(proposer, id)).toMatchObject({
    proposer: addressOf(proposer),
    metadataCid: digest('why'),
    state: 'pending',
    executableAt: null,
    deposit: 100n * LOAM,
  });
  await expect(castVote(holder, { id, support: 'for' })).rejects.toMatchObject({
    code: 'CHAIN_GOVERNOR_UNEXPECTED_PROPOSAL_STATE',
  });
  await network.jump(6);
  await expect(castVote(await network.stranger(), { id, support: 'for' })).rejects.toMatchObject({
    code: 'CHAIN_ZERO_VOTING_POWER',
  });
  const { weight } = await castVote(holder, { id, support: 'for', reason: 'Stricter is better.' });
  expect(weight).toBeGreaterThan(9_000_000n * LOAM);
  // A stake votes by itself.
  expect(await castVote(members[0] as ChainClient, { id, support: 'against' })).toMatchObject({
    weight: parseEther('500'),
  });
  await expect(castVote(holder, { id, support: 'abstain' })).rejects.toMatchObject({
    code: 'CHAIN_GOVERNOR_ALREADY_CAST_VOTE',
  });
  await network.jump(61);
  expect(await readProposals(proposer)).toMatchObject([
    { id, state: 'succeeded', votes: { for: weight, against: parseEther('500'), abstain: 0n } },
  ]);
  await queueProposal(members[1] as ChainClient, { id });
  const { state, executableAt } = await readProposal(proposer, id);
  expect(state).toBe('queued');
  expect(executableAt).toBeGreaterThan(await readChainTime(proposer));
  await expect(executeProposal(proposer, { id })).rejects.toMatchObject({
    code: 'CHAIN_TIMELOCK_UNEXPECTED_OPERATION_STATE',
  });
  await network.jump(11);
  await executeProposal(members[2] as ChainClient, { id });
  expect((await readProposal(proposer, id)).state).toBe('executed');
  await settleDeposit(members[2] as ChainClient, { id });
  expect((await readBalances(proposer, addressOf(proposer))).loam).toBe(before);

  expect((await readParameters(proposer)).committee.minUtilityPpm).toBe(1_000);
  await submit(proposer, submission);
  expect((await readParameters(proposer)).committee.minUtilityPpm).toBe(2_000);
});

test('an elected guard pauses settlement, and the pause ends', async () => {
  const [first, second, third] = members as [ChainClient, ChainClient, ChainClient];
  for (const chain of members) await stand(chain, { committee: 'guard' });
  await expect(stand(first, { committee: 'guard' })).rejects.toMatchObject({
    code: 'CHAIN_ALREADY_STANDING',
  });
  await stand(first, { committee: 'curators' });
  await standDown(first, { committee: 'curators' });
  await expect(strike(second, { committee: 'guard', node: addressOf(first) })).rejects.toMatchObject({
    code: 'CHAIN_STILL_ELIGIBLE',
  });
  await callElection(first, { committee: 'guard' });
  for (let i = 0; i < 4; i++) await network.jump(1);
  const elected = await elect(second, { committee: 'guard' });
  expect([...elected].sort()).toEqual(members.map((chain) => addressOf(chain)).sort());
  expect(await readElected(first, 'guard')).toMatchObject({ term: 1, threshold: 2, members: elected });
  expect(await readElected(first, 'curators')).toMatchObject({ term: 0, members: [], candidates: [] });

  await network.until('draw');
  await drawAll(first, { epoch: 1n });
  await network.until('settle');
  await expect(approvePause(proposer, { reasonCid: digest('why') })).rejects.toMatchObject({
    code: 'CHAIN_NOT_A_MEMBER',
  });
  await approvePause(first, { reasonCid: digest('why') });
  expect(await readPause(first)).toEqual({ paused: false, until: 0 });
  await approvePause(second, { reasonCid: digest('why') });
  expect(await readPause(first)).toMatchObject({ paused: true });
  await expect(settle(first, { epoch: 1n })).rejects.toMatchObject({ code: 'CHAIN_PAUSED' });
  await approveLift(second);
  await approveLift(third);
  expect((await readPause(first)).paused).toBe(false);
  expect(await settle(first, { epoch: 1n })).toMatch(/^0x/);
});

test('anyone brings written weights up to date', async () => {
  const { number } = await readNode(proposer, addressOf(proposer));
  await network.until('draw');
  await drawAll(proposer, { epoch: 1n });
  expect(await refresh(stranger, { numbers: [number] }).catch((error) => error.code)).toBe('CHAIN_NO_ETH');
  expect(await refresh(proposer, { numbers: [number] })).toMatch(/^0x/);
});

test('a contract that a vote put in the place of another is found by whoever connects', async () => {
  const { contracts } = network.descriptor;
  // Any contract will do to see that it is found.
  const scoring = MODULE_ORDER.indexOf('Scoring');
  const data = encodeFunctionData({
    abi: modulesAbi,
    functionName: 'replace',
    args: [scoring, contracts.Guardian],
  });
  const { id } = await proposeChange(proposer, {
    calls: [{ to: contracts.Modules, data }],
    metadataCid: digest('upgrade'),
  });
  await network.jump(6);
  await castVote(holder, { id, support: 'for' });
  await network.jump(61);
  await queueProposal(proposer, { id });
  await network.jump(11);
  await executeProposal(proposer, { id });
  const chain = await createChainClient({ descriptor: network.descriptor });
  expect(chain.descriptor.contracts.Scoring).toBe(contracts.Guardian);
  expect(chain.everyAddress.Scoring).toEqual([contracts.Guardian, contracts.Scoring]);
  expect(chain.descriptor.contracts.Verdicts).toBe(contracts.Verdicts);
});
