import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseEther } from 'viem';
import { demoLearners } from '../../cli/demo/demo-plan.ts';
import { networkFolder, withStoredChain } from '../../e2e/demo/demo-chain.ts';
import { MEMBERS, VALIDATORS } from '../../e2e/demo/demo-members.ts';
import type { ChainClient } from '../../node/chain/chain-client.ts';
import type { FollowedEvent } from '../../node/chain/event-follower.ts';
import { readNode } from '../../node/chain/reads/read-node.ts';
import { listContributions } from '../../node/database/contributions.ts';
import { listRuns } from '../../node/database/learning-runs.ts';
import { listLessons } from '../../node/database/lessons.ts';
import type { Database } from '../../node/database/open-database.ts';
import { listOpenTransactions } from '../../node/database/transactions.ts';
import { findDuty } from '../../node/database/verdicts.ts';
import { cidToDigest } from '../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { openMember } from './open-member.ts';
import { readEvents, type Witness, witnessEvents, witnessRows } from './witness.ts';

/** What kills have done to a network, in words, one entry per case. */
export interface Damage {
  /**
   * Something that was confirmed to a person and is not there any more: an answer, a lesson, a training and what it came to,
   * a share, a verdict, a stake, a payment, or an event of the chain. Also a transaction that was signed and neither mined
   * nor given up, and a database that does not open.
   *
   * Not lost is what nobody had been told of: an answer that was being written, a training that goes on from its
   * checkpoint, a submission that is still being packed.
   */
  readonly lost: string[];
  /** A validator stated two things about one submission, or one that its own records do not have. */
  readonly doubleAttestations: string[];
  /** Something that may happen once happened twice: a payment, a bond, a submission. */
  readonly doubleSpends: string[];
  /** Events on chain that were looked at. */
  readonly events: number;
}

/** One member whose folder is looked into. */
export interface ExpectedMember {
  readonly name: string;
  readonly isValidator: boolean;
  /** What it bonded, wei. */
  readonly stake: bigint;
  /** Questions that it was taught, where it was to learn. */
  readonly lessons?: readonly string[];
}

const STAKE = parseEther('500');

/** The members of the demo. */
function demoMembers(): ExpectedMember[] {
  return MEMBERS.map((name) => {
    const lessons = demoLearners().find(({ member }) => member === name)?.lessons;
    return {
      name,
      isValidator: (VALIDATORS as readonly string[]).includes(name),
      stake: STAKE,
      ...(lessons === undefined ? {} : { lessons: lessons.map(({ prompt }) => prompt) }),
    };
  });
}

/** Opens the chain and every member's folder of a demo that has ended and compares what is in them with what was told. */
export async function findDemoDamage(dataDir: string, witness: Witness): Promise<Damage> {
  return withStoredChain(dataDir, (chain) =>
    findDamage({ chain, folder: networkFolder(dataDir), members: demoMembers(), witness }),
  );
}

/** Compares what is on a chain and in its members' folders with each other and with what was told before. */
export async function findDamage(place: {
  readonly chain: ChainClient;
  /** Holds one folder per member. */
  readonly folder: string;
  readonly members: readonly ExpectedMember[];
  readonly witness: Witness;
}): Promise<Damage> {
  const { chain, folder, members, witness } = place;
  const events = await readEvents(chain);
  const damage: Damage = {
    lost: [],
    doubleAttestations: repeatedReveals(events),
    doubleSpends: [...repeatedEvents(events), ...(await repeatedCalls(chain))],
    events: events.length,
  };
  const told = witnessEvents(events);
  for (const member of members) await checkMember(chain, folder, member, events, damage, told);
  for (const line of witness) if (!told.has(line)) damage.lost.push(`was told: ${line}`);
  return damage;
}

/** Payments, registrations and submissions that are on chain more than once. */
export function repeatedEvents(events: readonly FollowedEvent[]): string[] {
  const counts = new Map<string, number>();
  const count = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  const voided = new Set(
    events.flatMap((e) => (e.eventName === 'SubmissionVoid' ? [`${e.args.epoch} ${e.args.index}`] : [])),
  );
  for (const event of events) {
    if (event.eventName === 'LearnerPaid')
      count(`payment of submission ${event.args.epoch}/${event.args.index}`);
    if (event.eventName === 'AggregatorPaid') count(`payment of the aggregator of epoch ${event.args.epoch}`);
    if (event.eventName === 'Registered') count(`registration of ${event.args.node}`);
    if (event.eventName === 'VersionFinalized') count(`version ${event.args.version}`);
    if (event.eventName === 'Submitted') {
      const { index, learner, cid, terms } = event.args;
      if (!voided.has(`${terms.epoch} ${index}`)) {
        count(`submission of ${learner} to epoch ${terms.epoch}`);
        count(`submission of ${cid} to epoch ${terms.epoch}`);
      }
    }
  }
  return [...counts].filter(([, n]) => n > 1).map(([what, n]) => `${what}: ${n} times`);
}

/** Calls that one account made twice with success though they do something once. */
async function repeatedCalls(chain: ChainClient): Promise<string[]> {
  const { contracts } = chain.descriptor;
  // Whoever comes first draws, settles and credits; those calls say the same many times, and do something else each time.
  const once = new Set([contracts.NodeRegistry, contracts.LoamToken].map((address) => address.toLowerCase()));
  const seen = new Map<string, number>();
  const head = await chain.public.getBlockNumber({ cacheTime: 0 });
  for (let blockNumber = BigInt(chain.descriptor.deploymentBlock); blockNumber <= head; blockNumber++) {
    const { transactions } = await chain.public.getBlock({ blockNumber, includeTransactions: true });
    for (const { hash, from, to, input } of transactions) {
      if (to === null || !once.has(to.toLowerCase())) continue;
      if (!MEMBER_CALL.test(input)) continue;
      const { status } = await chain.public.getTransactionReceipt({ hash });
      const key = `${from} ${to} ${input}`;
      if (status === 'success') seen.set(key, (seen.get(key) ?? 0) + 1);
    }
  }
  return [...seen].filter(([, n]) => n > 1).map(([key, n]) => `call ${key.slice(0, 120)}: ${n} times`);
}

/** A call with arguments, but for `approve`, which says the same the second time. */
const MEMBER_CALL = /^0x(?!095ea7b3)[0-9a-f]{8}[0-9a-f]+$/;

/** Verdicts that are on chain more than once. */
export function repeatedReveals(events: readonly FollowedEvent[]): string[] {
  const seen = new Set<string>();
  const twice: string[] = [];
  for (const event of events) {
    if (event.eventName !== 'Revealed') continue;
    const { epoch, index, validator } = event.args;
    const key = `${validator} on ${epoch}/${index}`;
    if (seen.has(key)) twice.push(`${key} is on chain twice`);
    seen.add(key);
  }
  return twice;
}

async function checkMember(
  chain: ChainClient,
  folder: string,
  { name: member, isValidator, stake, lessons: taught }: ExpectedMember,
  events: readonly FollowedEvent[],
  { lost, doubleAttestations }: Pick<Damage, 'lost' | 'doubleAttestations'>,
  told: Witness,
): Promise<void> {
  const dir = join(folder, member);
  let db: Database | undefined;
  try {
    const opened = await openMember(dir);
    if (opened === undefined) throw new Error('its keys or its database are missing');
    const { address } = opened;
    db = opened.db;
    const check = db.get('PRAGMA integrity_check') as { integrity_check?: string } | undefined;
    if (check?.integrity_check !== 'ok') lost.push(`${member}: its database is damaged`);
    const network = chain.descriptor.id;
    const used = await chain.public.getTransactionCount({ address });
    for (const open of listOpenTransactions(db, { network, account: address }))
      if (open.nonce >= used) lost.push(`${member}: ${open.what} was never mined`);

    for (const line of witnessRows(member, db, network, address)) told.add(line);
    await checkStake(chain, member, address, stake, events, lost);
    if (taught !== undefined) {
      const lessons = listLessons(db).map(({ prompt }) => prompt);
      for (const prompt of taught)
        if (lessons.filter((known) => known === prompt).length !== 1) lost.push(`${member}: a lesson`);
      const runs = listRuns(db).filter(({ state }) => state === 'done');
      if (runs.length === 0) lost.push(`${member}: its training`);
      for (const { id } of runs)
        if (!existsSync(join(dir, 'adapters', `run-${id}`))) lost.push(`${member}: what a training came to`);
      checkContributions(member, address, db, events, lost);
    }
    if (isValidator) {
      for (const event of events) {
        if (event.eventName !== 'Revealed' || event.args.validator.toLowerCase() !== address) continue;
        const { epoch, index, digest, salt, pass, utilityPpm } = event.args;
        const duty = findDuty(db, { network, validator: address, epoch, index });
        if (duty === undefined) lost.push(`${member}: its decision on ${epoch}/${index}`);
        else if (
          duty.digest !== digest ||
          duty.salt !== salt ||
          duty.pass !== pass ||
          duty.utilityPpm !== BigInt(utilityPpm)
        )
          doubleAttestations.push(`${member} stated on ${epoch}/${index} what it had not decided`);
      }
    }
  } catch (error) {
    lost.push(`${member}: ${String(error).slice(0, 200)}`);
  } finally {
    db?.close();
  }
}

/** What was bonded is there, but for fines that the chain has told of. */
async function checkStake(
  chain: ChainClient,
  member: string,
  address: Hex,
  bonded: bigint,
  events: readonly FollowedEvent[],
  lost: string[],
): Promise<void> {
  const fines = events.reduce(
    (sum, event) =>
      event.eventName === 'Slashed' && event.args.node.toLowerCase() === address
        ? sum + event.args.amount
        : sum,
    0n,
  );
  const { stake, unbonding } = await readNode(chain, address);
  if (stake + unbonding !== bonded - fines)
    lost.push(`${member}: holds ${stake + unbonding} wei of stake, fined ${fines}`);
}

/** What the database says was submitted is on chain, and the other way round; what was earned was paid. */
function checkContributions(
  member: string,
  address: Hex,
  db: Database,
  events: readonly FollowedEvent[],
  lost: string[],
): void {
  const contributions = listContributions(db);
  const mine = events.flatMap((e) =>
    e.eventName === 'Submitted' && e.args.learner.toLowerCase() === address ? [e.args] : [],
  );
  for (const { cid, epoch, index } of contributions) {
    if (cid === null || epoch === null || index === null) continue;
    const digest = cidToDigest(cid);
    if (!mine.some((s) => s.cid === digest && Number(s.terms.epoch) === epoch && Number(s.index) === index))
      lost.push(`${member}: its submission ${epoch}/${index}`);
  }
  for (const { cid, terms, index } of mine)
    if (!contributions.some((c) => c.cid !== null && cidToDigest(c.cid) === cid))
      lost.push(`${member}: its record of submission ${terms.epoch}/${index}`);
  for (const { state, epoch, index } of contributions) {
    if (state !== 'paid') continue;
    const isPaid = events.some(
      (e) =>
        e.eventName === 'LearnerPaid' && Number(e.args.epoch) === epoch && Number(e.args.index) === index,
    );
    if (!isPaid) lost.push(`${member}: the payment of ${epoch}/${index}`);
  }
}
