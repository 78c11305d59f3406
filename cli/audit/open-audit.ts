import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NetworkSession } from '../../node/network/network-session.ts';
import { type LoamNode, startNode } from '../../node/node.ts';
import type { NodeContext } from '../../node/node-context.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { nodeConfig } from '../paths.ts';
import type { VerbContext } from '../verb.ts';
import { commandLineHost, debugLog, unlocked } from '../with-node.ts';

/** Members that are started to fetch what is not on this node: validators keep every bundle of their epochs. */
const KEEPERS = ['validator-1', 'aggregator-1'];

/** Milliseconds that the members get to connect; an audit without them goes by what is stored here alone. */
const PEER_WAIT_MS = 20_000;
const PEER_POLL_MS = 100;

/** A node that can audit the local network of a data folder. */
export interface OpenAudit {
  readonly context: NodeContext;
  readonly session: NetworkSession;
  close(): Promise<void>;
}

/**
 * Opens the data folder, its chain and one member that holds the artifacts.
 *
 * @throws LoamError `NOTHING_TO_AUDIT` when the folder has no local network
 */
export async function openAudit(
  context: Pick<VerbContext, 'options' | 'signal'>,
  dataDir: string,
  onProgress: (sentence: string) => void,
): Promise<OpenAudit> {
  if (!existsSync(join(dataDir, 'local-network'))) {
    throw new LoamError('NOTHING_TO_AUDIT', `There is no network in ${dataDir} yet.`, {
      hint: "Run 'loam demo' first and add --demo, or share a lesson in the app.",
    });
  }
  const config = await unlocked(context, nodeConfig({ dataDir, host: 'terminal' }));
  const node = await startNode(config, commandLineHost(config), debugLog);
  try {
    for await (const { sentence } of node.network.startLocal({ only: KEEPERS, roles: [] }))
      onProgress(sentence);
    onProgress('Waiting for a member that keeps the artifacts');
    for (let waited = 0; !hasPeer(node) && waited < PEER_WAIT_MS; waited += PEER_POLL_MS)
      await sleep(PEER_POLL_MS);
    const { session } = node.network;
    if (session === undefined) throw new LoamError('NETWORK_OFF', 'The network could not be joined.');
    return { context: node.context, session, close: () => node.stop() };
  } catch (error) {
    await node.stop();
    throw error;
  }
}

function hasPeer(node: LoamNode): boolean {
  return (node.network.session?.peers.peers().length ?? 0) > 0;
}
