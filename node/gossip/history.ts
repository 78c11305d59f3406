import type { PeerId } from '@libp2p/interface';
import { Entry, type Log, type Storage } from '@orbitdb/core';
import { gossipAttestationSchema } from '../../protocol/attestation/gossip-attestation.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { CheckedEntry, EntryGate } from './entry-gate.ts';
import { MAX_ENTRIES_PER_ANSWER, MAX_FETCH_PEERS, MAX_LOG_ENTRIES } from './limits.ts';

/** What {@link collectHistory} needs to know about a log. */
export interface HistoryContext {
  readonly log: Log;
  /** Entries by hash; may hold some that are not joined yet, from before a crash. */
  readonly entries: Storage;
  readonly gate: EntryGate;
  /** Peers to ask, best first. */
  readonly peers: () => readonly PeerId[];
  readonly fetch: (peer: PeerId, hashes: readonly string[]) => Promise<readonly Uint8Array[]>;
}

/**
 * Brings together a new entry and everything it builds on that is not in the log yet, all of it checked, so that
 * joining needs no network and cannot stall.
 *
 * @returns the new entries in clock order, `head` last; empty when the log holds `head` already.
 * @throws LoamError `GOSSIP_HISTORY_MISSING` when no asked peer has a part of it, `GOSSIP_FORGED` when a clock does not
 * follow from the entries before it, `GOSSIP_TOO_LARGE` when the history is longer than a log may be.
 */
export async function collectHistory(context: HistoryContext, head: CheckedEntry): Promise<CheckedEntry[]> {
  const { log, entries } = context;
  if (await log.has(head.entry.hash)) return [];
  const fresh = new Map<string, CheckedEntry>();
  const pool = new Map<string, CheckedEntry>([[head.entry.hash, head]]);
  let wanted = [head.entry.hash];
  while (wanted.length > 0) {
    const missing: string[] = [];
    const following = new Set<string>();
    for (const hash of wanted) {
      if (fresh.has(hash) || (await log.has(hash))) continue;
      const entry = pool.get(hash) ?? (await readStored(entries, hash));
      if (entry === undefined) {
        missing.push(hash);
        continue;
      }
      fresh.set(hash, entry);
      if (fresh.size > MAX_LOG_ENTRIES)
        throw new LoamError('GOSSIP_TOO_LARGE', 'the history of an entry is too long');
      for (const next of entry.entry.next) following.add(next);
    }
    if (missing.length > 0) await fetchInto(context, pool, missing.slice(0, MAX_ENTRIES_PER_ANSWER));
    wanted = [...missing, ...following];
  }
  const ordered = [...fresh.values()].sort((a, b) => a.entry.clock.time - b.entry.clock.time);
  for (const { entry } of ordered) {
    let latest = 0;
    for (const hash of entry.next) {
      const before = fresh.get(hash)?.entry ?? (await log.get(hash));
      latest = Math.max(latest, before?.clock.time ?? Number.POSITIVE_INFINITY);
    }
    if (entry.clock.time !== latest + 1) {
      throw new LoamError(
        'GOSSIP_FORGED',
        'the clock of an entry does not follow from the entries before it',
      );
    }
  }
  return ordered;
}

async function fetchInto(
  context: HistoryContext,
  pool: Map<string, CheckedEntry>,
  missing: readonly string[],
): Promise<void> {
  for (const peer of context.peers().slice(0, MAX_FETCH_PEERS)) {
    const frames = await context.fetch(peer, missing).catch(() => []);
    for (const frame of frames) {
      const checked = await context.gate.check(frame).catch(() => undefined);
      if (checked !== undefined) pool.set(checked.entry.hash, checked);
    }
    if (missing.some((hash) => pool.has(hash))) return;
  }
  throw new LoamError(
    'GOSSIP_HISTORY_MISSING',
    'nobody reachable has the entries that a new entry builds on',
  );
}

/** An entry stored earlier was checked before it was stored; only its bytes are checked against its hash again. */
async function readStored(entries: Storage, hash: string): Promise<CheckedEntry | undefined> {
  const bytes = await entries.get(hash);
  if (bytes === undefined) return undefined;
  const entry = await Entry.decode(bytes);
  if (entry.hash !== hash) return undefined;
  return { entry, bytes, value: attestationOf(entry.payload) };
}

/** The attestation in the payload of an entry that passed the gate. */
export function attestationOf(payload: unknown): CheckedEntry['value'] {
  const value =
    typeof payload === 'object' && payload !== null && 'value' in payload ? payload.value : undefined;
  return gossipAttestationSchema.parse(value);
}
