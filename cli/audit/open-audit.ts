import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkChain } from '../../node/chain/check-chain.ts';
import type { NodeConfig } from '../../node/config.ts';
import type { NetworkSession } from '../../node/network/network-session.ts';
import { peerOptions } from '../../node/network/peer-options.ts';
import type { LoamNode } from '../../node/node.ts';
import type { NodeContext } from '../../node/node-context.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import { textOption } from '../network/list-option.ts';
import { listenOn } from '../network/listen-on.ts';
import { readNetworkFile, readPrivateKeyFile } from '../network/network-file.ts';
import { nodeConfig } from '../paths.ts';
import type { VerbContext, VerbOption } from '../verb.ts';
import { openNode, unlocked } from '../with-node.ts';

/** Members that are started to fetch what is not on this node: validators keep every bundle of their epochs. */
const KEEPERS = ['validator-1', 'aggregator-1'];

/** Milliseconds that the members get to connect; an audit without them goes by what is stored here alone. */
const PEER_WAIT_MS = 20_000;
const PEER_POLL_MS = 100;

/** Options of a verb that audits a network: the local one of the data folder, or one that is joined by its file. */
export const AUDIT_NETWORK_OPTIONS = {
  network: {
    type: 'string',
    help: "the network's file, to look at any network (default: the local network of the data folder)",
  },
  'private-key-file': {
    type: 'string',
    help: 'key of a private network (default: beside the network file)',
  },
} as const satisfies Record<string, VerbOption>;

/** A node that can audit a network. */
export interface OpenAudit {
  readonly context: NodeContext;
  readonly session: NetworkSession;
  close(): Promise<void>;
}

/**
 * Opens the data folder and joins what is to be audited, without a role: the network of `--network`, or else the local
 * network of the folder, of which only the members that hold the artifacts are started.
 *
 * @throws LoamError `NOTHING_TO_AUDIT` when no network is named and the folder has none; what reading the network's file
 * and joining throw
 */
export async function openAudit(
  context: Pick<VerbContext, 'options' | 'signal'>,
  dataDir: string,
  onProgress: (sentence: string) => void,
): Promise<OpenAudit> {
  const file = textOption(context.options, 'network');
  const named = file === undefined ? undefined : await namedNetwork(context, resolve(file), onProgress);
  if (named === undefined && !existsSync(join(dataDir, 'local-network'))) {
    throw new LoamError('NOTHING_TO_AUDIT', `There is no network in ${dataDir} yet.`, {
      hint: "Name a network by its file (--network), or run 'loam demo' first and add --demo, or share a lesson in the app.",
    });
  }
  const config = await unlocked(context, { ...nodeConfig({ dataDir, host: 'terminal' }), ...named?.config });
  const node = await openNode(config);
  try {
    const joining =
      named === undefined
        ? node.network.startLocal({ only: KEEPERS, roles: [] })
        : node.network.join(named.descriptor, []);
    for await (const { sentence } of joining) {
      context.signal.throwIfAborted();
      onProgress(sentence);
    }
    onProgress('Waiting for a member that keeps the artifacts');
    for (let waited = 0; !hasPeer(node) && waited < PEER_WAIT_MS; waited += PEER_POLL_MS)
      await sleep(PEER_POLL_MS, undefined, { signal: context.signal });
    const { session } = node.network;
    if (session === undefined) throw new LoamError('NETWORK_OFF', 'The network could not be joined.');
    return { context: node.context, session, close: () => node.stop() };
  } catch (error) {
    await node.stop();
    throw error;
  }
}

/** The network of a file, its chain and contracts checked, with what a node needs to join it. */
async function namedNetwork(
  { options }: Pick<VerbContext, 'options'>,
  file: string,
  onProgress: (sentence: string) => void,
): Promise<{
  readonly descriptor: NetworkDescriptor;
  readonly config: Pick<NodeConfig, 'listen' | 'privateNetworkKey'>;
}> {
  const descriptor = readNetworkFile(file);
  const key = readPrivateKeyFile(descriptor, file, textOption(options, 'private-key-file'));
  const config = {
    listen: listenOn(descriptor, undefined),
    ...(key === undefined ? {} : { privateNetworkKey: key }),
  };
  // What is wrong with the file or the key is said before anything starts.
  peerOptions(descriptor, config);
  onProgress('Checking the chain and its contracts');
  const chain = await checkChain(descriptor);
  if (!chain.ok) throw new LoamError(chain.code ?? 'CHAIN_FAILED', chain.sentence);
  return { descriptor, config };
}

function hasPeer(node: LoamNode): boolean {
  return (node.network.session?.peers.peers().length ?? 0) > 0;
}
