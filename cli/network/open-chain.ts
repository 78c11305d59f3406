import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LocalAccount } from 'viem';
import { type ChainClient, createChainClient } from '../../node/chain/chain-client.ts';
import { recoverTransactions } from '../../node/chain/transactions/recover-transactions.ts';
import type { Database } from '../../node/database/open-database.ts';
import type { JournaledTransaction } from '../../node/database/transactions.ts';
import { openCommandJournal } from '../../node/disclosure/command-journal.ts';
import { recordSignatures } from '../../node/disclosure/record-signatures.ts';
import { hasKeystore } from '../../node/keys/keystore-secrets.ts';
import { type Keystore, openKeystore } from '../../node/keys/open-keystore.ts';
import { readLocalAddresses } from '../../node/network/local-addresses.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import {
  type NetworkDescriptor,
  networkDescriptorSchema,
} from '../../protocol/network/network-descriptor.ts';
import { keysPassphrase } from '../passphrase.ts';
import { defaultDataDir } from '../paths.ts';
import type { VerbContext } from '../verb.ts';
import { LOCAL_PATIENCE_MS, MAX_DESCRIPTOR_BYTES } from './limits.ts';

/** The data folder that a command line names, or the usual one. */
export function dataDirOf({ options }: Pick<VerbContext, 'options'>): string {
  return String(options['data-dir'] ?? defaultDataDir(process.env, process.platform));
}

/**
 * The network that a command line is about: the file of `--network`, else the local network of the data folder.
 *
 * @throws LoamError `NETWORK_NONE`, `NETWORK_FILE`
 */
export function readNetwork(context: Pick<VerbContext, 'options'>): NetworkDescriptor {
  const { network } = context.options;
  const local = join(dataDirOf(context), 'local-network', 'network.json');
  if (typeof network !== 'string' && !existsSync(local)) {
    throw new LoamError('NETWORK_NONE', `There is no local network in ${dataDirOf(context)}.`, {
      hint: 'Name a network by its file: --network network.json',
    });
  }
  const file = typeof network === 'string' ? network : local;
  try {
    if (statSync(file).size > MAX_DESCRIPTOR_BYTES) throw new Error('too large');
    const descriptor = networkDescriptorSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    // The members of the local network listen elsewhere after each start, so its file does not name them.
    return typeof network === 'string'
      ? descriptor
      : { ...descriptor, bootstrap: [...readLocalAddresses(dirname(local))] };
  } catch (cause) {
    throw new LoamError('NETWORK_FILE', `${file} is no file of a network.`, {
      hint: "It is the file that 'loam deploy' writes.",
      cause,
    });
  }
}

/**
 * What a verb needs of the account of the data folder: nothing (`read`), its address and signatures (`account`), or to
 * send transactions (`send`).
 */
export type ChainNeed = 'read' | 'account' | 'send';

/**
 * Connects to the chain of the command line's network, works with it, and closes it whatever happens. Keys are opened
 * only where the account is needed. Whoever sends brings to an end first what a command that was cut off has left open.
 *
 * @throws LoamError `NETWORK_…`, `NO_ACCOUNT` when the data folder has no keys yet, `NETWORK_NOT_RUNNING`, `KEYS_…`,
 * `COMMAND_SENDING` when another command of this account is sending
 */
export async function withChain<T>(
  context: Pick<VerbContext, 'options' | 'signal'>,
  need: ChainNeed,
  use: (chain: ChainClient) => Promise<T>,
): Promise<T> {
  const descriptor = readNetwork(context);
  const keystore = need === 'read' ? undefined : await openKeys(context);
  const journal =
    need === 'send' && keystore !== undefined
      ? openCommandJournal(dataDirOf(context), keystore.databaseKey())
      : undefined;
  if (journal !== undefined && keystore !== undefined) recordSignatures(keystore.signer, journal.db);
  try {
    const chain = await connect(context, descriptor, keystore?.signer.account, journal?.db);
    try {
      if (need === 'send') await finishEarlier(chain);
      return await use(chain);
    } finally {
      chain.close();
    }
  } finally {
    journal?.close();
  }
}

async function connect(
  { options }: Pick<VerbContext, 'options'>,
  descriptor: NetworkDescriptor,
  account: LocalAccount | undefined,
  db: Database | undefined,
): Promise<ChainClient> {
  const isLocal = options.network === undefined;
  const patience = isLocal ? { patienceMs: LOCAL_PATIENCE_MS } : {};
  return createChainClient({ descriptor, account, db, ...patience }).catch((error: unknown) => {
    if (!isLocal || !(error instanceof LoamError) || error.code !== 'CHAIN_UNREACHABLE') throw error;
    throw new LoamError('NETWORK_NOT_RUNNING', 'The local network of this data folder does not run.', {
      hint: 'Start it in the app, or name another network: --network network.json',
      cause: error,
    });
  });
}

/** What an earlier command has sent and could not wait for is waited for, and told. */
async function finishEarlier(chain: ChainClient): Promise<void> {
  const open = chain.journal?.open ?? [];
  if (open.length === 0) return;
  process.stderr.write('An earlier command was cut off; waiting for what it has sent.\n');
  await chain.inTurn(() => recoverTransactions(chain));
  for (const { id, what } of open) {
    const state = chain.journal?.get(id)?.state ?? 'dropped';
    process.stderr.write(`${what} ${EARLIER_ENDS[state]}.\n`);
  }
}

const EARLIER_ENDS: Readonly<Record<JournaledTransaction['state'], string>> = {
  open: 'is still on its way',
  succeeded: 'went through',
  reverted: 'was refused',
  cancelled: 'was cancelled',
  displaced: 'was overtaken by another transaction of this account and did not happen',
  dropped: 'was not sent',
};

async function openKeys(context: Pick<VerbContext, 'options' | 'signal'>): Promise<Keystore> {
  const dir = dataDirOf(context);
  if (!hasKeystore(dir)) {
    throw new LoamError('NO_ACCOUNT', `There is no account in ${dir} yet.`, {
      hint: "'loam status' or the app makes one the first time; 'loam chat' does, too.",
    });
  }
  return openKeystore({ dir, passphrase: await keysPassphrase(context, dir) });
}
