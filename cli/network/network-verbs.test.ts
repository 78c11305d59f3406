import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeFunctionData, keccak256, parseEther, stringToHex } from 'viem';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { castVote } from '../../node/chain/actions/cast-vote.ts';
import { delegate } from '../../node/chain/actions/delegate.ts';
import { register } from '../../node/chain/actions/register.ts';
import { submit } from '../../node/chain/actions/submit.ts';
import { type ChainClient, createChainClient } from '../../node/chain/chain-client.ts';
import { playRounds } from '../../node/chain/fixtures/play-round.ts';
import { addressOf, type TestNetwork, testNetwork } from '../../node/chain/fixtures/test-network.ts';
import { fundLocalAccount, localGenesisAccount } from '../../node/chain/local-faucet.ts';
import { readClaimable } from '../../node/chain/reads/read-claimable.ts';
import { readParameters } from '../../node/chain/reads/read-parameters.ts';
import { readSubmission } from '../../node/chain/reads/read-submission.ts';
import { openDataFolder } from '../../node/data-folder/open-data-folder.ts';
import { openKeystore } from '../../node/keys/open-keystore.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { parametersAbi } from '../../protocol/generated/abis.ts';
import { runCommand } from '../run-command.ts';

const digest = (text: string): Hex => keccak256(stringToHex(text));
const DOCUMENT = digestToCid(digest('why')).toString();
let network: TestNetwork;
let own: ChainClient;
let members: ChainClient[];
let epoch: bigint;

beforeAll(async () => {
  network = await testNetwork();
  const learner = await network.member(['learner']);
  members = [];
  for (let i = 0; i < 4; i++) members.push(await memberIn(folderOf(i)));
  own = members[0] as ChainClient;
  ({ epoch } = await submit(learner, {
    cid: digest('lesson'),
    baseVersion: 0,
    metricsHash: digest('metrics'),
    confidencePpm: 50_000,
    stake: parseEther('100'),
  }));
  await playRounds(network, epoch, { keeper: learner, members });
  await network.until('final');
}, 120_000);
afterAll(() => network.stop());

/** What is looked at of the index's answers. */
const answerSchema = z.object({
  rows: z.array(z.unknown()).default([]),
  balance: z.string().default('0'),
});

function folderOf(member: number): string {
  return join(network.dir, `data-${member}`);
}

/** A validator whose keys are in a data folder. */
async function memberIn(dir: string): Promise<ChainClient> {
  openDataFolder(dir).close();
  const { signer } = await openKeystore({ dir });
  const chain = await createChainClient({ descriptor: network.descriptor, account: signer.account });
  await fundLocalAccount(chain, { address: signer.address, loam: parseEther('2000') });
  await register(chain, {
    roles: ['validator'],
    stake: parseEther('500'),
    gossipKey: `0x02${'11'.repeat(32)}`,
  });
  return chain;
}

/** Runs a command line against the network; what goes to the process's streams is read off them. */
async function loam(...args: string[]) {
  return loamAs(0, ...args);
}

/** The same with the keys of a member. */
async function loamAs(member: number, ...args: string[]) {
  const said = { out: '', err: '' };
  const into = (key: 'out' | 'err') => (text: string | Uint8Array) => {
    said[key] += typeof text === 'string' ? text : Buffer.from(text).toString();
    return true;
  };
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(into('out'));
  const err = vi.spyOn(process.stderr, 'write').mockImplementation(into('err'));
  try {
    const place = ['--network', join(network.dir, 'network.json'), '--data-dir', folderOf(member)];
    const code = await runCommand([...args, ...place]);
    return { code, ...said };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

/** The object that a command line with `--json` ends with. */
async function json(...args: string[]) {
  return jsonAs(0, ...args);
}

async function jsonAs(member: number, ...args: string[]) {
  const { code, out, err } = await loamAs(member, ...args, '--json');
  expect(err).not.toContain('cannot try all of it');
  expect(code, err).toBe(0);
  return JSON.parse(out.trim().split('\n').at(-1) ?? '');
}

test('wallet: rewards are claimed once, stake goes in and comes back', async () => {
  const before = await json('wallet', 'status');
  expect(before).toMatchObject({
    address: addressOf(own),
    roles: ['validator'],
    stake: String(parseEther('500')),
  });
  // Who was drawn for the committee is chance.
  const dues = await Promise.all(
    members.map(async (chain) => (await readClaimable(chain, epoch, addressOf(chain))).total),
  );
  const paid = dues.findIndex((due) => due > 0n);
  const poor = BigInt((await jsonAs(paid, 'wallet', 'status')).loam);
  const claimed = await jsonAs(paid, 'wallet', 'claim', '--yes');
  expect(claimed).toMatchObject({ amount: String(dues[paid]), epochs: [String(epoch)] });
  expect(await jsonAs(paid, 'wallet', 'claim', String(epoch))).toEqual({ amount: '0', epochs: [] });
  expect(BigInt((await jsonAs(paid, 'wallet', 'status')).loam)).toBe(poor + BigInt(claimed.amount));

  const { err } = await loam('wallet', 'stake', '10.5', '--yes');
  expect(err).toMatch(/^Stakes 10\.50 LOAM more\./);
  expect((await json('wallet', 'status')).stake).toBe(String(parseEther('510.5')));
  await json('wallet', 'unbond', '10.5', '--yes');
  expect(await json('wallet', 'status')).toMatchObject({ unbonding: String(parseEther('10.5')) });
  const early = await loam('wallet', 'withdraw', '--yes');
  expect(early).toMatchObject({ code: 3, out: '' });
  expect(early.err).toMatch(/\(CHAIN_/);
  // More than the account has is refused before anything is sent.
  const much = await loam('wallet', 'stake', '1000000', '--yes');
  expect(much.code).toBe(3);
  expect((await json('wallet', 'status')).stake).toBe(String(parseEther('500')));
}, 60_000);

test('nothing is sent when nobody can be asked', async () => {
  const before = await json('wallet', 'status');
  const { code, out, err } = await loam('wallet', 'stake', '1');
  expect({ code, out }).toEqual({ code: 3, out: '' });
  expect(err).toContain('Stakes 1.00 LOAM more.');
  expect(err).toContain('(CONFIRMATION_NEEDED)');
  expect((await json('wallet', 'status')).loam).toBe(before.loam);
});

test('a dispute from its opening to the payment: documents, two juries, an appeal', async () => {
  await network.jump(1);
  const before = await loamHeld();
  const subject = `${epoch}/0`;
  const { id, bond } = await json('dispute', 'open', 'verdict', subject, '--document', DOCUMENT, '--yes');
  expect(BigInt(bond)).toBeGreaterThan(0n);
  const again = await loam('dispute', 'open', 'verdict', subject, '--document', DOCUMENT, '--yes');
  expect(again.code).toBe(3);
  expect(again.err).toContain('(CHAIN_ALREADY_DISPUTED)');
  const second = digestToCid(digest('more')).toString();
  await json('dispute', 'evidence', id, '--document', second, '--yes');
  expect(await json('dispute', 'show', id)).toMatchObject({ kind: 'verdict', evidence: [DOCUMENT, second] });
  expect((await loam('dispute', 'list')).out).toContain(`the verdict on submission 0 of epoch ${epoch}`);

  // Who opened it does not sit in its jury.
  expect(await json('jury', 'duties')).toMatchObject({ duties: [] });
  expect((await loam('jury', 'vote', id, 'uphold', '--yes')).err).toMatch(/\(CHAIN_(NOT_|SEED_)/);
  expect(await heard(id, 'uphold')).toMatchObject({ ruling: 'uphold', round: 1, state: 'appeal' });
  const early = await loam('dispute', 'close', id, '--yes');
  expect(early.err).toContain('(CHAIN_TOO_EARLY)');
  const winner = await loamAs(1, 'dispute', 'appeal', id, '--yes');
  expect(winner.err).toContain('(CHAIN_NOT_A_PARTY)');
  const appealed = await json('dispute', 'appeal', id, '--yes');
  expect(appealed).toMatchObject({ round: 2, bond: String(2n * BigInt(bond)) });
  expect(await loamHeld()).toBe(before - 3n * BigInt(bond));

  expect(await heard(id, 'overturn')).toMatchObject({ ruling: 'overturn', round: 2, state: 'appeal' });
  await network.jump(61);
  const closed = await loamAs(1, 'dispute', 'close', id, '--yes');
  expect(closed).toMatchObject({ code: 0 });
  expect(closed.out).toContain(`Dispute ${id} is closed with the ruling 'overturn'`);
  expect(await json('dispute', 'show', id)).toMatchObject({ state: 'closed', ruling: 'overturn' });
  expect(await loamHeld()).toBeGreaterThanOrEqual(before);
  expect((await readSubmission(own, epoch, 0n)).status).toBe('rejected');
  expect((await loam('dispute', 'draw', '99', '--yes')).err).toContain('(CHAIN_NO_SUCH_DISPUTE)');
}, 120_000);

/** Draws the jury of a dispute, has its members vote in secret and open, and counts: every step by a verb. */
async function heard(id: string, ruling: string) {
  await network.jump(1);
  await network.jump(1);
  const drawn = await jsonAs(1, 'dispute', 'draw', id, '--yes');
  const sitting = [1, 2, 3].filter((i) => drawn.jurors.includes(addressOf(members[i] as ChainClient)));
  expect(sitting.length).toBeGreaterThan(0);
  for (const juror of sitting) {
    expect(await jsonAs(juror, 'jury', 'duties')).toMatchObject({ duties: [{ id, state: 'vote' }] });
    const voted = await jsonAs(juror, 'jury', 'vote', id, ruling, '--yes');
    expect(voted).toMatchObject({ ruling, round: drawn.round });
  }
  if ((await json('dispute', 'show', id)).state === 'vote') await network.jump(61);
  for (const juror of sitting)
    expect(await jsonAs(juror, 'jury', 'reveal', id, '--yes')).toMatchObject({ ruling });
  return jsonAs(1, 'dispute', 'rule', id, '--yes');
}

/** Wei of LOAM that the account of the first folder holds. */
async function loamHeld(): Promise<bigint> {
  return BigInt((await json('wallet', 'status')).loam);
}

test('governance: proposed from a file, voted on, queued, executed', async () => {
  const holder = await createChainClient({ descriptor: network.descriptor, account: localGenesisAccount() });
  await delegate(holder);
  await json('governance', 'delegate', '--yes');
  await network.jump(1);
  const rules = await readParameters(own);
  const changed = { ...rules.committee, minUtilityPpm: 2_000 };
  const text = (value: unknown) => (typeof value === 'bigint' ? value.toString() : value);
  const calls = join(network.dir, 'calls.json');
  writeFileSync(
    calls,
    JSON.stringify([{ contract: 'Parameters', function: 'setCommitteeRules', args: [changed] }], (_, v) =>
      text(v),
    ),
  );
  const { id } = await json('governance', 'propose', '--calls', calls, '--document', DOCUMENT, '--yes');
  const shown = await json('governance', 'show', id);
  expect(shown).toMatchObject({ state: 'pending', document: DOCUMENT });
  expect(shown.calldatas).toEqual([
    encodeFunctionData({ abi: parametersAbi, functionName: 'setCommitteeRules', args: [changed] }),
  ]);
  const early = await loam('governance', 'vote', id, 'for', '--yes');
  expect(early.err).toContain('CHAIN_GOVERNOR_UNEXPECTED_PROPOSAL_STATE');
  await network.jump(6);
  const { weight } = await json('governance', 'vote', id, 'for', '--reason', 'Stricter.', '--yes');
  expect(BigInt(weight)).toBeGreaterThan(parseEther('500'));
  await castVote(holder, { id: BigInt(id), support: 'for' });
  await network.jump(61);
  await json('governance', 'queue', id, '--yes');
  expect((await loam('governance', 'list')).out).toContain('queued');
  await network.jump(11);
  await json('governance', 'execute', id, '--yes');
  expect(await json('governance', 'show', id)).toMatchObject({ state: 'executed' });
  holder.close();
}, 60_000);

test('index and export: what the chain says, as tables', async () => {
  const built = await json('index', 'build');
  expect(built.events).toBeGreaterThan(50);
  expect(await json('index', 'build', '--anew')).toEqual(built);
  const out = join(network.dir, 'nodes.csv');
  const { rows } = await json('export', 'nodes', '--out', out);
  expect(rows).toBe(5);
  expect(readFileSync(out, 'utf8').split('\r\n')).toHaveLength(rows + 2);
  expect(existsSync(`${out}.part`)).toBe(false);
  const proposals = await loam('export', 'proposals', '--format', 'json');
  expect(JSON.parse(proposals.out)).toMatchObject([{ stage: 'executed' }]);
  expect((await loam('export', 'keys')).code).toBe(2);
  expect((await loam('index', 'serve', '--host', '0.0.0.0')).err).toContain('(INDEX_HOST)');
}, 60_000);

test('index serve: follows the chain and answers until it is stopped', async () => {
  const { NODE_OPTIONS: _options, ...env } = process.env;
  const entry = join(import.meta.dirname, '..', 'loam.ts');
  const place = ['--network', join(network.dir, 'network.json'), '--data-dir', join(network.dir, 'served')];
  const child = spawn(process.execPath, [entry, 'index', 'serve', '--gossip', '--json', ...place], { env });
  const ended = once(child, 'exit');
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  try {
    await expect.poll(() => said, { timeout: 60_000 }).toContain('\n');
    const { origin } = JSON.parse(said);
    const ask = async (path: string) => answerSchema.parse(await (await fetch(`${origin}${path}`)).json());
    await expect
      .poll(async () => (await ask('/v1/submissions')).rows, { timeout: 60_000 })
      .toMatchObject([
        { epoch: Number(epoch), position: 0, bundle: digestToCid(digest('lesson')).toString() },
      ]);
    await expect.poll(async () => (await ask('/v1/nodes')).rows.length, { timeout: 60_000 }).toBe(5);
    const balance = async () => BigInt((await ask(`/v1/nodes/${addressOf(own).toLowerCase()}`)).balance);
    const before = await balance();
    await fundLocalAccount(own, {
      address: addressOf(own),
      loam: parseEther('7'),
    });
    await expect.poll(balance, { timeout: 60_000 }).toBe(before + parseEther('7'));
  } finally {
    child.kill('SIGTERM');
  }
  expect(await ended).toEqual([0, null]);
}, 120_000);

test('without a network or an account the answer is why', async () => {
  const empty = join(network.dir, 'empty');
  mkdirSync(empty);
  const said = { out: '', err: '' };
  const streams = {
    out: { write: (text: string) => (said.out += text) },
    err: { write: (text: string) => (said.err += text) },
  };
  expect(await runCommand(['dispute', 'list', '--data-dir', empty], streams)).toBe(3);
  expect(said.err).toContain('(NETWORK_NONE)');
  const file = join(network.dir, 'network.json');
  expect(await runCommand(['wallet', 'status', '--data-dir', empty, '--network', file], streams)).toBe(3);
  expect(said.err).toContain('(NO_ACCOUNT)');
  expect(await runCommand(['wallet', 'status', '--data-dir', empty, '--network', empty], streams)).toBe(3);
  expect(said.err).toContain('(NETWORK_FILE)');
  expect(await runCommand(['wallet', 'nonsense'], streams)).toBe(2);
  expect(said.err).toContain("'loam wallet' does not know 'nonsense'");
});
