import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ChainClient, createChainClient } from '../../node/chain/chain-client.ts';
import { openKeystore } from '../../node/keys/open-keystore.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import {
  type NetworkDescriptor,
  networkDescriptorSchema,
} from '../../protocol/network/network-descriptor.ts';
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
    return networkDescriptorSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new LoamError('NETWORK_FILE', `${file} is no file of a network.`, {
      hint: "It is the file that 'loam deploy' writes.",
      cause,
    });
  }
}

/**
 * Connects to the chain of the command line's network, works with it, and closes it whatever happens.
 *
 * @param sign whether the account of the data folder is needed; nothing asks for it otherwise
 * @throws LoamError `NETWORK_…`, `NO_ACCOUNT` when the data folder has no keys yet, `NETWORK_NOT_RUNNING`
 */
export async function withChain<T>(
  context: Pick<VerbContext, 'options'>,
  sign: boolean,
  use: (chain: ChainClient) => Promise<T>,
): Promise<T> {
  const descriptor = readNetwork(context);
  const account = sign ? await accountOf(dataDirOf(context)) : undefined;
  const isLocal = context.options.network === undefined;
  const chain = await createChainClient({
    descriptor,
    account,
    ...(isLocal ? { patienceMs: LOCAL_PATIENCE_MS } : {}),
  }).catch((error: unknown) => {
    if (!isLocal || !(error instanceof LoamError) || error.code !== 'CHAIN_UNREACHABLE') throw error;
    throw new LoamError('NETWORK_NOT_RUNNING', 'The local network of this data folder does not run.', {
      hint: 'Start it in the app, or name another network: --network network.json',
      cause: error,
    });
  });
  try {
    return await use(chain);
  } finally {
    chain.close();
  }
}

async function accountOf(dataDir: string) {
  if (!existsSync(join(dataDir, 'keys.json'))) {
    throw new LoamError('NO_ACCOUNT', `There is no account in ${dataDir} yet.`, {
      hint: "'loam status' or the app makes one the first time; 'loam chat' does, too.",
    });
  }
  return (await openKeystore({ dir: dataDir })).signer.account;
}
