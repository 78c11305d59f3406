import { ComposedStorage, LevelStorage, LRUStorage, MemoryStorage, type Storage } from '@orbitdb/core';
import { type CheckedEntry, decodeEntry } from './entry-gate.ts';
import { byClock, EntryIndex, type IndexedEntry } from './entry-index.ts';
import type { IdentityRecords } from './identity-records.ts';

/** Entries whose bytes stay in memory; OrbitDB reads the heads at every step. */
const CACHED_ENTRIES = 128;

/** What is stored of one epoch's log. */
export interface EpochStorage {
  readonly entries: Storage;
  /** OrbitDB's own index and list of heads; both follow from the entries, so they are in memory only. */
  readonly index: Storage;
  readonly heads: Storage;
}

/** A log as it was found on disk. */
export interface StoredLog {
  readonly storage: EpochStorage;
  readonly found: readonly CheckedEntry[];
}

/**
 * Opens the stored entries of one epoch. They are the only thing on disk, so a crash cannot leave an index that
 * disagrees with them: whatever is there together with everything it builds on belongs to the log.
 *
 * @returns the storages, OrbitDB's index holding all but the heads, and the entries in clock order.
 */
export async function openEpochStorage(folder: string, records: IdentityRecords): Promise<StoredLog> {
  const disk = await LevelStorage({ path: folder });
  const read: CheckedEntry[] = [];
  for await (const [hash, bytes] of disk.iterator()) {
    const checked = await readStored(bytes, records);
    if (checked?.entry.hash === hash) read.push(checked);
  }
  read.sort((a, b) => byClock(toIndexed(a), toIndexed(b)));
  const shape = new EntryIndex();
  const found = read.filter((checked) => {
    if (!checked.entry.next.every((next) => shape.has(next))) return false;
    shape.add(toIndexed(checked));
    return true;
  });
  const heads = new Set(shape.heads().map(({ hash }) => hash));
  const index = await MemoryStorage();
  for (const { entry } of found) if (!heads.has(entry.hash)) await index.put(entry.hash, true);
  return {
    storage: {
      entries: await ComposedStorage(await LRUStorage({ size: CACHED_ENTRIES }), disk),
      index,
      heads: await MemoryStorage(),
    },
    found,
  };
}

/** What the index keeps of an entry. */
export function toIndexed({ entry, batch }: CheckedEntry): IndexedEntry {
  return {
    hash: entry.hash,
    time: entry.clock.time,
    next: entry.next,
    key: entry.key,
    identity: entry.identity,
    count: batch.ballots.length,
  };
}

/** An entry was checked before it was stored; only its bytes are checked against their hash again. */
async function readStored(bytes: Uint8Array, records: IdentityRecords): Promise<CheckedEntry | undefined> {
  try {
    const checked = decodeEntry(bytes, new Uint8Array());
    const identityBytes = await records.bytes(checked.entry.identity);
    return identityBytes === undefined ? undefined : { ...checked, identityBytes };
  } catch {
    return undefined;
  }
}
