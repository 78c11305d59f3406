import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LevelStorage } from '@orbitdb/core';
import { isDiskFull, LoamError } from '../../protocol/errors/loam-error.ts';
import { readEpochArchive, writeEpochArchive } from './epoch-archive.ts';
import { openEpochStorage } from './epoch-storage.ts';
import type { IdentityRecords } from './identity-records.ts';

/** What became an archive. */
export interface ArchivedEpoch {
  readonly file: string;
  readonly bytes: number;
  readonly entries: number;
}

/** Where the logs of epochs lie on disk: open ones in folders, old ones as archives. */
export interface EpochFolders {
  /** Folder of an epoch's entries. */
  folder(epoch: number): string;
  /** Where the node itself keeps the archive of an epoch. */
  archive(epoch: number): string;
  /** Epochs that have a folder, ascending. */
  stored(): Promise<number[]>;
  /**
   * Writes an epoch's log to a file and removes its folder; the log must not be open.
   *
   * @throws LoamError `GOSSIP_EPOCH_UNKNOWN` when nothing of the epoch is here.
   */
  pack(epoch: number, file?: string): Promise<ArchivedEpoch>;
  /** Makes the folder of an epoch again from its archive, when there is an archive and no folder. */
  unpack(epoch: number): Promise<void>;
}

/**
 * The folders below `root`.
 *
 * @param records the identity records of the node; those of an archive are added to them.
 */
export function createEpochFolders(root: string, records: IdentityRecords): EpochFolders {
  const folder = (epoch: number): string => join(root, 'epochs', String(epoch));
  const archive = (epoch: number): string => join(root, 'archive', `${epoch}.car`);
  return {
    folder,
    archive,
    async stored() {
      const names = await readdir(join(root, 'epochs')).catch(() => []);
      return names
        .filter((name) => /^[1-9]\d{0,15}$/.test(name))
        .map(Number)
        .sort((a, b) => a - b);
    },
    async pack(epoch, file = archive(epoch)) {
      if (!existsSync(folder(epoch))) throw unknown(epoch);
      const { storage, found } = await openEpochStorage(folder(epoch), records);
      await storage.entries.close();
      if (found.length === 0) {
        await rm(folder(epoch), { recursive: true, force: true });
        throw unknown(epoch);
      }
      const bytes = await writeEpochArchive(file, found);
      await rm(folder(epoch), { recursive: true, force: true });
      return { file, bytes, entries: found.length };
    },
    async unpack(epoch) {
      if (existsSync(folder(epoch)) || !existsSync(archive(epoch))) return;
      const found = await readEpochArchive(archive(epoch)).catch(async (error: unknown) => {
        if (isDiskFull(error)) throw LoamError.wrap('DISK_FULL', error);
        // Others still have the epoch: it is fetched again, and the damaged file stays for whoever wants to look.
        await rename(archive(epoch), `${archive(epoch)}.damaged`);
      });
      if (found === undefined) return;
      const { entries } = found;
      const disk = await LevelStorage({ path: folder(epoch) });
      try {
        for (const { entry, bytes, identityBytes } of entries) {
          await records.accept(entry.identity, identityBytes, entry.key);
          await disk.put(entry.hash, bytes);
        }
      } finally {
        await disk.close();
      }
    },
  };
}

function unknown(epoch: number): LoamError {
  return new LoamError('GOSSIP_EPOCH_UNKNOWN', `nothing of epoch ${epoch} is on this machine`, {
    data: { epoch },
  });
}
