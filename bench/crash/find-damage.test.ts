import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestClient, encodeFunctionData, http, keccak256, parseEther, stringToHex } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addStake } from '../../node/chain/actions/add-stake.ts';
import { register } from '../../node/chain/actions/register.ts';
import { submit } from '../../node/chain/actions/submit.ts';
import { type ChainClient, createChainClient } from '../../node/chain/chain-client.ts';
import { playRound } from '../../node/chain/fixtures/play-round.ts';
import { type TestNetwork, testNetwork } from '../../node/chain/fixtures/test-network.ts';
import { fundLocalAccount } from '../../node/chain/local-faucet.ts';
import { readReveals } from '../../node/chain/reads/read-reveals.ts';
import type { Role } from '../../node/chain/roles.ts';
import { sendTransaction } from '../../node/chain/send-transaction.ts';
import { insertChat } from '../../node/database/chats.ts';
import {
  insertContribution,
  listContributions,
  updateContribution,
} from '../../node/database/contributions.ts';
import { insertRun } from '../../node/database/learning-runs.ts';
import { insertLesson } from '../../node/database/lessons.ts';
import { insertMessage } from '../../node/database/messages.ts';
import { type Database, openDatabase } from '../../node/database/open-database.ts';
import { rowIdSequence } from '../../node/database/row-id.ts';
import { insertTransaction } from '../../node/database/transactions.ts';
import { decideDuty, forgetDuty, listDuties } from '../../node/database/verdicts.ts';
import { openKeystore } from '../../node/keys/open-keystore.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { loamTokenAbi } from '../../protocol/generated/abis.ts';
import {
  type Damage,
  type ExpectedMember,
  findDamage,
  repeatedEvents,
  repeatedReveals,
} from './find-damage.ts';
import { openMember } from './open-member.ts';
import { bearWitness, readEvents, type Witness } from './witness.ts';

const STAKE = parseEther('500');
const QUESTION = 'Where is the ladder?';
const CID = keccak256(stringToHex('a bundle'));
const nextRowId = rowIdSequence(Date.now, (bytes) => new Uint8Array(bytes).fill(5));
const MEMBERS: ExpectedMember[] = [
  { name: 'learner', isValidator: false, stake: STAKE, lessons: [QUESTION] },
  ...['one', 'two', 'three'].map((name) => ({ name, isValidator: true, stake: STAKE })),
];
let network: TestNetwork;
let learner: ChainClient;
let folder: string;
let run: string;

beforeAll(async () => {
  network = await testNetwork();
  folder = mkdtempSync(join(tmpdir(), 'loam-damage-'));
  learner = await joinAs('learner', 'learner');
  const validators: ChainClient[] = [];
  for (const { name, isValidator } of MEMBERS)
    if (isValidator) validators.push(await joinAs(name, 'validator'));
  const [keeper] = validators;
  if (keeper === undefined) throw new Error('no validator');
  const terms = { baseVersion: 0, confidencePpm: 50_000, stake: parseEther('100'), metricsHash: CID };
  const { epoch, index } = await submit(learner, { cid: CID, ...terms });
  await playRound(network, epoch, { keeper, members: validators });

  const at = Date.now();
  run = nextRowId();
  await inMember(folder, 'learner', (db) => {
    insertLesson(db, {
      id: nextRowId(),
      prompt: QUESTION,
      answer: 'In the shed.',
      createdAt: at,
      learnedAt: at,
    });
    insertRun(db, {
      ...{ id: run, state: 'done', startedAt: at, finishedAt: at, baseVersion: 0, lessons: 1 },
      ...{ practiceItems: 0, curve: [], comparisons: [], adapterBytes: 1, error: null },
    });
    insertContribution(db, {
      ...{
        id: nextRowId(),
        runId: run,
        createdAt: at,
        updatedAt: at,
        state: 'accepted',
        sentence: 'Accepted.',
      },
      ...{ cid: digestToCid(CID).toString(), epoch: Number(epoch), index: Number(index) },
      ...{ utilityPpm: null, stake: null, reward: null, modelVersion: null, error: null },
    });
    const chat = nextRowId();
    insertChat(db, { id: chat, title: 'Tools', createdAt: at, updatedAt: at });
    const message = { chatId: chat, createdAt: at, stats: null };
    insertMessage(db, { ...message, id: nextRowId(), role: 'user', text: 'Ladder?', reason: null });
    insertMessage(db, {
      ...message,
      id: nextRowId(),
      role: 'assistant',
      text: 'In the shed.',
      reason: 'stop',
    });
  });
  mkdirSync(join(folder, 'learner', 'adapters', `run-${run}`), { recursive: true });
  const reveals = await readReveals(learner, epoch);
  for (const { name, isValidator } of MEMBERS) {
    if (!isValidator) continue;
    await inMember(folder, name, (db, address) => {
      const said = reveals.find(({ validator }) => validator.toLowerCase() === address);
      if (said === undefined) throw new Error(`${name} has revealed nothing`);
      const { pass, utilityPpm, digest, salt } = said;
      const key = { network: network.descriptor.id, validator: address, epoch, index: said.index };
      const decision = {
        pass,
        utilityPpm: BigInt(utilityPpm),
        uniquenessPpm: 1_000_000,
        round: 1,
        digest,
        salt,
      };
      decideDuty(db, key, { ...decision, commitment: CID }, at);
    });
  }
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await network.stop();
});

/** Makes a member's folder and bonds its stake. */
async function joinAs(name: string, role: Role): Promise<ChainClient> {
  const dir = join(folder, name);
  mkdirSync(dir);
  const { signer, databaseKey } = await openKeystore({ dir });
  const chain = await createChainClient({ descriptor: network.descriptor, account: signer.account });
  await fundLocalAccount(chain, { address: signer.address, loam: parseEther('1000') });
  await register(chain, { roles: [role], stake: STAKE, gossipKey: `0x02${'11'.repeat(32)}` });
  openDatabase({ file: join(dir, 'loam.db'), key: databaseKey() }).close();
  return chain;
}

async function inMember(at: string, name: string, work: (db: Database, address: Hex) => void): Promise<void> {
  const member = await openMember(join(at, name));
  if (member === undefined) throw new Error(`${name} has no folder`);
  try {
    work(member.db, member.address);
  } finally {
    member.db.close();
  }
}

const look = (at: string, witness: Witness = new Set()): Promise<Damage> =>
  findDamage({ chain: learner, folder: at, members: MEMBERS, witness });

async function toldSoFar(): Promise<Witness> {
  const witness: Witness = new Set();
  await bearWitness(
    witness,
    folder,
    MEMBERS.map(({ name }) => name),
    learner,
  );
  return witness;
}

test('nothing is found where nothing is damaged, and what was told is counted', async () => {
  const witness = await toldSoFar();
  expect([...witness].filter((line) => line.includes('learner: '))).toHaveLength(5);
  expect([...witness].filter((line) => line.includes('verdict on 1/0'))).toHaveLength(3);
  expect([...witness].some((line) => line.startsWith('EpochManager.Submitted 0x'))).toBe(true);
  const damage = await look(folder, witness);
  expect(damage).toEqual({ lost: [], doubleAttestations: [], doubleSpends: [], events: damage.events });
  expect(damage.events).toBeGreaterThan(10);
});

const sql = (member: string, statement: string) => (at: string) =>
  inMember(at, member, (db) => db.script(statement));

/** Damage in a member's folder, and how it is called; the first must be among what is lost. */
const LOST: Record<string, [what: RegExp, plant: (at: string) => Promise<void>]> = {
  'a lesson': [/^learner: a lesson$/, sql('learner', 'DELETE FROM lessons')],
  'a lesson that is there twice': [
    /^learner: a lesson$/,
    (at) =>
      inMember(at, 'learner', (db) =>
        insertLesson(db, { id: nextRowId(), prompt: QUESTION, answer: 'No.', createdAt: 1, learnedAt: null }),
      ),
  ],
  'a lesson with another answer': [
    /^was told: learner: lesson .*In the shed/,
    sql('learner', "UPDATE lessons SET answer = 'In the river.'"),
  ],
  'a training': [/^learner: its training$/, sql('learner', "UPDATE learning_runs SET state = 'failed'")],
  'what it came to': [
    /^learner: what a training came to$/,
    async (at) => rmSync(join(at, 'learner', 'adapters'), { recursive: true }),
  ],
  'an answer': [
    /^was told: learner: message .* assistant stop: In the shed\.$/,
    sql('learner', "DELETE FROM messages WHERE role = 'assistant'"),
  ],
  'half an answer': [
    /^was told: learner: message .* assistant stop: In the shed\.$/,
    sql('learner', "UPDATE messages SET text = 'In the' WHERE role = 'assistant'"),
  ],
  'the record of a submission': [
    /^learner: its record of submission 1\/0$/,
    sql('learner', 'DELETE FROM contributions'),
  ],
  'a submission': [
    /^learner: its submission 1\/7$/,
    sql('learner', 'UPDATE contributions SET submission = 7'),
  ],
  'a payment': [
    /^learner: the payment of 1\/0$/,
    (at) =>
      inMember(at, 'learner', (db) => {
        for (const { id } of listContributions(db)) updateContribution(db, id, { state: 'paid' });
      }),
  ],
  'a verdict': [/^two: its decision on 1\/0$/, sql('two', 'DELETE FROM verdicts')],
  'a transaction that was signed': [
    /^learner: NodeRegistry\.addStake was never mined$/,
    (at) =>
      inMember(at, 'learner', (db, account) => {
        const fees = { maxFee: 1n, priorityFee: 1n, cancels: false, sentAt: null };
        const call = { call: CID, target: account, data: '0x', value: 0n, gas: 1n } as const;
        insertTransaction(
          db,
          { network: network.descriptor.id, account },
          { nonce: 9_999, what: 'NodeRegistry.addStake', ...call },
          { hash: CID, raw: '0x00', ...fees },
          1,
        );
      }),
  ],
  'a database': [
    /^three: /,
    async (at) => {
      for (const end of ['-wal', '-shm']) rmSync(join(at, 'three', `loam.db${end}`), { force: true });
      writeFileSync(join(at, 'three', 'loam.db'), 'not a database'.repeat(1_000));
    },
  ],
  keys: [/^one: .*keys or its database/, async (at) => rmSync(join(at, 'one', 'keys.json'))],
};

test.each(Object.entries(LOST))('lost and found: %s', async (_, [what, plant]) => {
  const witness = await toldSoFar();
  const at = mkdtempSync(join(tmpdir(), 'loam-planted-'));
  try {
    cpSync(folder, at, { recursive: true });
    await plant(at);
    const { lost, doubleAttestations, doubleSpends } = await look(at, witness);
    expect(lost).toContainEqual(expect.stringMatching(what));
    expect([doubleAttestations, doubleSpends]).toEqual([[], []]);
  } finally {
    rmSync(at, { recursive: true, force: true });
  }
});

test('a verdict that says something else than the records is found', async () => {
  const at = mkdtempSync(join(tmpdir(), 'loam-planted-'));
  cpSync(folder, at, { recursive: true });
  await inMember(at, 'one', (db, validator) => {
    for (const duty of listDuties(db, { network: network.descriptor.id, validator })) {
      forgetDuty(db, duty);
      decideDuty(db, duty, { ...duty, utilityPpm: 1n, evidence: null }, 1);
    }
  });
  const damage = await look(at);
  rmSync(at, { recursive: true, force: true });
  expect(damage.doubleAttestations).toEqual(['one stated on 1/0 what it had not decided']);
});

test('what is on chain twice is found', async () => {
  const events = await readEvents(learner);
  expect(repeatedReveals(events)).toEqual([]);
  expect(repeatedEvents(events)).toEqual([]);
  const named = (name: string) => events.filter(({ eventName }) => eventName === name);
  expect(repeatedReveals([...events, ...named('Revealed')])).toHaveLength(3);
  expect(repeatedEvents([...events, ...named('Registered')])).toHaveLength(MEMBERS.length);
  expect(repeatedEvents([...events, ...named('Submitted')])).toHaveLength(2);
});

/** Lets `work` change the chain, and takes it back. */
async function undone<T>(work: () => Promise<T>): Promise<T> {
  const control = createTestClient({ mode: 'anvil', transport: http(network.anvil.url) });
  const id = (await control.request({ method: 'evm_snapshot' } as never)) as Hex;
  try {
    return await work();
  } finally {
    await control.request({ method: 'evm_revert', params: [id] } as never);
  }
}

test('a call that was made twice, a stake that is not what was bonded, and an event that is gone are found', async () => {
  const to: Hex = '0x00000000000000000000000000000000000000aa';
  const data = encodeFunctionData({ abi: loamTokenAbi, functionName: 'transfer', args: [to, 7n] });
  const call = { to: network.descriptor.contracts.LoamToken, data };
  await undone(async () => {
    await sendTransaction(learner, call);
    expect((await look(folder)).doubleSpends).toEqual([]);
    await sendTransaction(learner, call);
    expect((await look(folder)).doubleSpends).toEqual([expect.stringMatching(/^call .*: 2 times$/)]);
  });
  const witness = await undone(async () => {
    await addStake(learner, { amount: parseEther('10') });
    expect((await look(folder)).lost).toEqual([
      expect.stringMatching(/^learner: holds 510000000000000000000 wei/),
    ]);
    return toldSoFar();
  });
  expect((await look(folder, witness)).lost).toContainEqual(
    expect.stringMatching(/^was told: NodeRegistry\.\w+ 0x/),
  );
});
