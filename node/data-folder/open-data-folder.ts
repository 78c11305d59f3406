import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { atomicWrite } from './atomic-write.ts';
import { lockFolder } from './lock-folder.ts';
import { readSmallFile } from './read-small-file.ts';

/** Layout version of the data folder that this program writes. */
export const DATA_FOLDER_VERSION = 1;

const FORMAT = 'loam-data';
/** Bytes of version.json. */
const MAX_VERSION_BYTES = 4_096;

/** Where things lie in a data folder. Every folder named here exists. */
export interface DataFolderPaths {
  /** Encrypted database file. */
  readonly database: string;
  /** Encrypted keystore file. */
  readonly keys: string;
  /** Key file that opens the keystore when there is no passphrase. */
  readonly machineKey: string;
  /** Known peers and the peer-to-peer stack's own data. */
  readonly peers: string;
  /** Downloaded models, one folder each, unless they are kept elsewhere. */
  readonly models: string;
  /** Trained and fetched adapters, one folder each. */
  readonly adapters: string;
  /** Packed contributions, one folder each. */
  readonly bundles: string;
  /** Checkpoints of training runs. */
  readonly checkpoints: string;
  /** The local chain's state. */
  readonly chain: string;
  /** Content-addressed blocks. */
  readonly artifacts: string;
  /** Logs of the attestation gossip. */
  readonly gossip: string;
  /** What the node did: the last few megabytes of its log. */
  readonly logs: string;
  /** Half-finished work; emptied by whoever made it. */
  readonly staging: string;
}

/** An open data folder, held exclusively by this process. */
export interface DataFolder {
  readonly dir: string;
  readonly paths: DataFolderPaths;
  /** Gives the folder back. */
  close(): void;
}

/**
 * Opens (and makes, mode 0700) the folder in which a node keeps everything, for this process alone.
 *
 * @throws LoamError `DATA_FOLDER_IN_USE` another process has it, `DATA_FOLDER_NEWER` a newer Loam wrote it,
 * `DATA_FOLDER_INVALID` it is something else or cannot be used
 */
export function openDataFolder(folder: string): DataFolder {
  const dir = resolve(folder);
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    refuseForeign(dir);
    if (process.platform !== 'win32' && (statSync(dir).mode & 0o077) !== 0) chmodSync(dir, 0o700);
  } catch (cause) {
    if (cause instanceof LoamError) throw cause;
    throw new LoamError('DATA_FOLDER_INVALID', `The folder ${dir} cannot be used.`, {
      hint: 'Choose a folder that you may write to.',
      cause,
    });
  }
  const lock = lockFolder(dir);
  try {
    checkVersion(join(dir, 'version.json'), dir);
    const paths = layout(dir);
    for (const [name, path] of Object.entries(paths)) {
      if (!FILES.has(name)) mkdirSync(path, { recursive: true, mode: 0o700 });
    }
    return { dir, paths, close: () => lock.release() };
  } catch (error) {
    lock.release();
    throw LoamError.wrap('DATA_FOLDER_INVALID', error);
  }
}

/** A folder that already holds other things is not taken over: its permissions would change. */
function refuseForeign(dir: string): void {
  const names = readdirSync(dir);
  if (names.includes('version.json')) return;
  const foreign = names.find((name) => !/^(lock\.(db|json)|.*\.tmp)/.test(name));
  if (foreign === undefined) return;
  throw new LoamError('DATA_FOLDER_INVALID', `The folder ${dir} holds other things (${foreign}).`, {
    hint: 'Choose an empty or a new folder.',
  });
}

const FILES = new Set(['database', 'keys', 'machineKey']);

function layout(dir: string): DataFolderPaths {
  return {
    database: join(dir, 'loam.db'),
    keys: join(dir, 'keys.json'),
    machineKey: join(dir, 'machine.key'),
    peers: join(dir, 'peers'),
    models: join(dir, 'models'),
    adapters: join(dir, 'adapters'),
    bundles: join(dir, 'bundles'),
    checkpoints: join(dir, 'checkpoints'),
    chain: join(dir, 'chain'),
    artifacts: join(dir, 'artifacts'),
    gossip: join(dir, 'gossip'),
    logs: join(dir, 'logs'),
    staging: join(dir, 'staging'),
  };
}

function checkVersion(file: string, dir: string): void {
  if (!existsSync(file)) {
    atomicWrite(file, `${JSON.stringify({ format: FORMAT, version: DATA_FOLDER_VERSION })}\n`);
    return;
  }
  const version = readVersion(file);
  if (version === undefined) {
    throw new LoamError('DATA_FOLDER_INVALID', `${file} is no version file of Loam.`, {
      hint: 'Choose another data folder, or restore this one from a copy.',
    });
  }
  if (version > DATA_FOLDER_VERSION) {
    throw new LoamError('DATA_FOLDER_NEWER', `A newer version of Loam wrote ${dir}.`, {
      hint: 'Update Loam, or choose another data folder. Nothing was changed.',
      data: { version, known: DATA_FOLDER_VERSION },
    });
  }
}

function readVersion(file: string): number | undefined {
  try {
    const { format, version } = JSON.parse(readSmallFile(file, MAX_VERSION_BYTES).toString('utf8'));
    return format === FORMAT && Number.isSafeInteger(version) && version >= 1 ? version : undefined;
  } catch {
    return undefined;
  }
}
