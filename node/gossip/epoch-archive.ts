import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CarBlockIterator, CarWriter } from '@ipld/car';
import { Identities, KeyStore, MemoryStorage } from '@orbitdb/core';
import { base58btc } from 'multiformats/bases/base58';
import { CID } from 'multiformats/cid';
import type { GossipAttestation } from '../../protocol/attestation/gossip-attestation.ts';
import { unpackAttestations } from '../../protocol/attestation/gossip-attestation-batch.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { selectAdmissible } from './admission.ts';
import { type CheckedEntry, decodeEntry, signedBytes } from './entry-gate.ts';
import { EntryIndex } from './entry-index.ts';
import { createSignatureChecker } from './entry-signature.ts';
import { toIndexed } from './epoch-storage.ts';
import { createIdentityRecords, hashOf } from './identity-records.ts';
import {
  MAX_ARCHIVE_BYTES,
  MAX_ENTRY_BYTES,
  MAX_IDENTITY_BYTES,
  MAX_LOG_ENTRIES,
  VERIFY_CONCURRENCY,
} from './limits.ts';

/** One epoch's log, read from an archive and checked. */
export interface EpochArchive {
  /** Address of the log. */
  readonly address: string;
  readonly epoch: number;
  /** Hashes of the entries that nothing builds on, sorted. */
  readonly heads: readonly string[];
  /** Keys (66 hex characters) that signed entries; whether they were validators only the chain can say. */
  readonly keys: readonly string[];
  /** Every attestation, in the order that all nodes share. */
  readonly attestations: readonly GossipAttestation[];
  /** The entries, each after what it builds on. */
  readonly entries: readonly CheckedEntry[];
}

/**
 * Writes a log as a CAR file: its heads as roots, then the identity records of its signers and its entries, each after
 * what it builds on. A crash leaves no half of a file under this name.
 *
 * @param entries a whole log in clock order.
 * @returns bytes of the file.
 */
export async function writeEpochArchive(file: string, entries: readonly CheckedEntry[]): Promise<number> {
  const index = new EntryIndex();
  for (const checked of entries) index.add(toIndexed(checked));
  const roots = index.heads().map(({ hash }) => toCid(hash));
  const { writer, out } = CarWriter.create(roots);
  const put = async (): Promise<void> => {
    const written = new Set<string>();
    for (const { entry, bytes, identityBytes } of entries) {
      if (!written.has(entry.identity)) {
        written.add(entry.identity);
        await writer.put({ cid: toCid(entry.identity), bytes: identityBytes });
      }
      await writer.put({ cid: toCid(entry.hash), bytes });
    }
    await writer.close();
  };
  await mkdir(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}.partial`;
  try {
    await Promise.all([put(), pipeline(Readable.from(out), createWriteStream(partial, { mode: 0o600 }))]);
    const handle = await open(partial, 'r+');
    await handle.sync();
    await handle.close();
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return (await stat(file)).size;
}

/**
 * Reads an archive without a network: checks every hash, shape, signature and identity, that every entry is there with
 * what it builds on and with the right clock, that all are of one log and that the roots are its heads.
 *
 * @throws LoamError `GOSSIP_ARCHIVE_INVALID` with the reason as its cause.
 */
export async function readEpochArchive(file: string): Promise<EpochArchive> {
  try {
    const { roots, entries } = await readBlocks(file);
    const [first] = entries;
    if (first === undefined) throw new RangeError('it holds no entries');
    const address = first.entry.id;
    const { epoch } = first.batch;
    if (entries.some(({ entry, batch }) => entry.id !== address || batch.epoch !== epoch)) {
      throw new RangeError('it holds entries of several logs');
    }
    const { admitted } = selectAdmissible(new EntryIndex(), entries, {
      logEntries: MAX_LOG_ENTRIES,
      logAttestations: Number.POSITIVE_INFINITY,
      memberEntries: Number.POSITIVE_INFINITY,
      memberAttestations: Number.POSITIVE_INFINITY,
    });
    if (admitted.length !== entries.length) throw new RangeError('it is not a whole log');
    const index = new EntryIndex();
    for (const checked of admitted) index.add(toIndexed(checked));
    const heads = index
      .heads()
      .map(({ hash }) => hash)
      .sort();
    if (heads.join() !== [...roots].sort().join()) throw new RangeError('its roots are not its heads');
    const byHash = new Map(admitted.map((checked) => [checked.entry.hash, checked]));
    const ordered = index
      .ordered()
      .map(({ hash }) => byHash.get(hash))
      .filter((checked) => checked !== undefined);
    return {
      address,
      epoch,
      heads,
      keys: [...new Set(ordered.map(({ entry }) => entry.key))].sort(),
      attestations: ordered.flatMap(({ batch }) => unpackAttestations(batch)),
      entries: ordered,
    };
  } catch (cause) {
    throw new LoamError(
      'GOSSIP_ARCHIVE_INVALID',
      'this file is no sound archive of an epoch’s attestations',
      {
        hint: 'Get the file again from somebody who has it.',
        cause,
        data: { reason: cause instanceof Error ? cause.message : String(cause) },
      },
    );
  }
}

async function readBlocks(file: string): Promise<{ roots: string[]; entries: CheckedEntry[] }> {
  if ((await stat(file)).size > MAX_ARCHIVE_BYTES) throw new RangeError('it is too large');
  const storage = await MemoryStorage();
  const records = createIdentityRecords(
    await Identities({ keystore: await KeyStore({ storage: await MemoryStorage() }), storage }),
    storage,
  );
  const signatures = createSignatureChecker();
  const car = await CarBlockIterator.fromIterable(createReadStream(file));
  const roots = (await car.getRoots()).map((cid) => cid.toString(base58btc));
  const identities = new Map<string, Uint8Array>();
  const read: CheckedEntry[] = [];
  for await (const { cid, bytes } of car) {
    const hash = hashOf(bytes);
    if (cid.toString(base58btc) !== hash) throw new RangeError('a block does not hash to its name');
    // An entry's shape cannot be a record's: what is no entry has to be a record that an entry names.
    const checked = bytes.length <= MAX_ENTRY_BYTES ? tryDecode(bytes) : undefined;
    if (checked !== undefined) read.push(checked);
    else if (bytes.length <= MAX_IDENTITY_BYTES) identities.set(hash, bytes);
    else throw new RangeError('it holds a block that is neither an entry nor an identity');
    if (read.length > MAX_LOG_ENTRIES || identities.size > MAX_LOG_ENTRIES) {
      throw new RangeError('it holds too many blocks');
    }
  }
  const entries: CheckedEntry[] = [];
  for (let at = 0; at < read.length; at += VERIFY_CONCURRENCY) {
    entries.push(
      ...(await Promise.all(
        read.slice(at, at + VERIFY_CONCURRENCY).map(async (checked) => {
          const { entry } = checked;
          const identityBytes = identities.get(entry.identity);
          if (identityBytes === undefined) throw new RangeError('the identity of a signer is missing');
          if (entry.clock.id !== entry.key) throw new RangeError('a clock names another key');
          if (!(await signatures.verify(entry.sig, entry.key, signedBytes(entry)))) {
            throw new RangeError('a signature is wrong');
          }
          await records.accept(entry.identity, identityBytes, entry.key);
          return { ...checked, identityBytes };
        }),
      )),
    );
  }
  return { roots, entries };
}

function tryDecode(bytes: Uint8Array): CheckedEntry | undefined {
  try {
    return decodeEntry(bytes, new Uint8Array());
  } catch {
    return undefined;
  }
}

function toCid(hash: string): CID {
  return CID.parse(hash, base58btc);
}
