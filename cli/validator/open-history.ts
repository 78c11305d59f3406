import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type DataFolder, openDataFolder } from '../../node/data-folder/open-data-folder.ts';
import { type Keystore, openKeystore } from '../../node/keys/open-keystore.ts';
import { openSigningHistory, type SigningHistory } from '../../node/signing-history/open-signing-history.ts';
import type { HistoryOwner } from '../../node/signing-history/statement.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import { parseDescriptor } from '../../protocol/network/parse-descriptor.ts';
import { keysPassphrase } from '../passphrase.ts';
import { defaultDataDir } from '../paths.ts';
import type { VerbContext } from '../verb.ts';

/** Bytes of a network file that are read at most; the parser has its own, tighter limit. */
const MAX_NETWORK_FILE_BYTES = 1024 * 1024;

/** A data folder's signing history, opened without a node. */
export interface OpenHistory {
  readonly folder: DataFolder;
  readonly keystore: Keystore;
  readonly history: SigningHistory;
}

/** The data folder that a verb works on. */
export function dataDirOf({ options }: VerbContext): string {
  return String(options['data-dir'] ?? defaultDataDir(process.env, process.platform));
}

/**
 * Runs `use` with the keys and the signing history of a data folder, which must not be in use.
 *
 * @param acceptEmpty see `openSigningHistory`
 * @throws LoamError `NO_DATA` when there are no keys, `DATA_FOLDER_IN_USE`, `SIGNING_HISTORY_…`
 */
export async function withHistory<T>(
  context: VerbContext,
  use: (open: OpenHistory) => Promise<T>,
  acceptEmpty = false,
): Promise<T> {
  const dir = dataDirOf(context);
  if (!existsSync(join(dir, 'keys.json'))) {
    throw new LoamError('NO_DATA', `There are no keys in ${dir} yet.`, {
      hint: "Name another folder with --data-dir, or start Loam once: 'loam chat' or 'npm start'.",
    });
  }
  const folder = openDataFolder(dir);
  try {
    const keystore = await openKeystore({ dir, passphrase: await keysPassphrase(context, dir) });
    const history = openSigningHistory({ dir, acceptEmpty });
    try {
      return await use({ folder, keystore, history });
    } finally {
      history.close();
    }
  } finally {
    folder.close();
  }
}

/** The network file that `--network` names. @throws LoamError `USAGE` without one, `DESCRIPTOR_…` */
export function networkOf({ options }: VerbContext): NetworkDescriptor {
  const file = options.network;
  if (typeof file !== 'string') throw new LoamError('USAGE', 'Say which network: --network <file>.');
  return parseDescriptor(readLimited(file, MAX_NETWORK_FILE_BYTES));
}

/** Reads a text file of at most `limit` bytes. @throws LoamError `FILE_UNREADABLE`, `FILE_TOO_BIG` */
export function readLimited(file: string, limit: number): string {
  try {
    const { size } = statSync(file);
    if (size > limit) {
      throw new LoamError('FILE_TOO_BIG', `${file} has ${size} bytes; at most ${limit} are read.`);
    }
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (cause instanceof LoamError) throw cause;
    throw new LoamError('FILE_UNREADABLE', `${file} cannot be read.`, {
      hint: 'Check the name and that you may read it.',
      cause,
    });
  }
}

/** Whose history is meant: that of the named network, else the only one there is. @throws LoamError `USAGE` */
export function ownerOf(context: VerbContext, { history, keystore }: OpenHistory): HistoryOwner {
  const validator = keystore.signer.address;
  if (context.options.network !== undefined) return { network: networkOf(context).id, validator };
  const owners = history.ledger.owners().filter((o) => o.validator === validator.toLowerCase());
  const [only] = owners;
  if (only !== undefined && owners.length === 1) return only;
  throw new LoamError(
    'USAGE',
    only === undefined
      ? 'Nothing was signed here yet. Say which network is meant: --network <file>.'
      : `This key has signed in ${owners.length} networks. Say which: --network <file>.`,
  );
}
