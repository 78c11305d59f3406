import { join } from 'node:path';
import type { ChainClient } from '../../node/chain/chain-client.ts';
import { type FollowedEvent, followEvents } from '../../node/chain/event-follower.ts';
import { listChats } from '../../node/database/chats.ts';
import { listContributions } from '../../node/database/contributions.ts';
import { listRuns } from '../../node/database/learning-runs.ts';
import { listLessons } from '../../node/database/lessons.ts';
import { listMessages } from '../../node/database/messages.ts';
import type { Database } from '../../node/database/open-database.ts';
import { listDuties } from '../../node/database/verdicts.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { openMember } from './open-member.ts';

/**
 * What people had been told at some moment, one line each. A line is made of what must never change again: the text of an
 * answer that was finished, a lesson, a training that was done, a share with its CID, a verdict that was decided, an event of
 * the network's contracts by the transaction that caused it.
 */
export type Witness = Set<string>;

/** All events on chain, oldest first. @throws LoamError `CHAIN_UNREACHABLE` */
export async function readEvents(chain: ChainClient): Promise<FollowedEvent[]> {
  const events: FollowedEvent[] = [];
  for await (const step of followEvents(chain, { signal: AbortSignal.timeout(120_000), untilHead: true }))
    if (step.type === 'add') events.push(...step.events);
  return events;
}

/** What the chain has told everybody. A block may be another one after a reorganisation; its transactions must not be. */
export function witnessEvents(events: readonly FollowedEvent[]): Witness {
  return new Set(
    events.map(({ contract, eventName, transactionHash }) => `${contract}.${eventName} ${transactionHash}`),
  );
}

/** What a member has told its owner. */
export function witnessRows(member: string, db: Database, network: string, address: Hex): Witness {
  const lines: string[] = [];
  for (const { id, prompt, answer } of listLessons(db)) lines.push(`lesson ${id}: ${prompt} → ${answer}`);
  for (const { id, state } of listRuns(db)) if (state === 'done') lines.push(`training ${id}`);
  for (const { id, cid } of listContributions(db)) if (cid !== null) lines.push(`share ${id} of ${cid}`);
  for (const { epoch, index, digest, salt } of listDuties(db, { network, validator: address }))
    lines.push(`verdict on ${epoch}/${index}: ${digest} ${salt}`);
  for (const chat of listChats(db)) {
    for (const { id, role, text, reason } of listMessages(db, chat.id))
      if (role === 'user' || reason !== null) lines.push(`message ${id}: ${role} ${reason}: ${text}`);
  }
  return new Set(lines.map((line) => `${member}: ${line}`));
}

/**
 * Adds to a witness what the members of a running network have told by now. What cannot be read at this moment, because a
 * process is just being started, is left for the next time.
 */
export async function bearWitness(
  witness: Witness,
  folder: string,
  members: readonly string[],
  chain: ChainClient | undefined,
): Promise<void> {
  const add = (lines: Witness): void => {
    for (const line of lines) witness.add(line);
  };
  if (chain !== undefined) {
    await readEvents(chain).then(
      (events) => add(witnessEvents(events)),
      () => undefined,
    );
  }
  for (const name of members) {
    try {
      const member = await openMember(join(folder, name));
      if (member === undefined || chain === undefined) continue;
      try {
        add(witnessRows(name, member.db, chain.descriptor.id, member.address));
      } finally {
        member.db.close();
      }
    } catch {
      // Its process is making the database right now.
    }
  }
}
