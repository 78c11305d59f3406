import type { EpochView, Status } from '../../protocol/api/network-schemas.ts';
import { LOAM_VERSION } from '../../protocol/version.ts';
import { readBalances } from '../chain/reads/read-balances.ts';
import { readEpochView } from '../chain/reads/read-epoch-view.ts';
import { readNode } from '../chain/reads/read-node.ts';
import type { DiskWatch } from '../disk/disk-watch.ts';
import { keysStatus } from '../keys/keys-status.ts';
import type { LearnService } from '../learn/learn-service.ts';
import type { AutoLearner } from '../learn/schedule/auto-learner.ts';
import type { NetworkManager } from '../network/network-manager.ts';
import type { NodeContext } from '../node-context.ts';

/** What the status knows about the model; kept by the node. */
export interface ModelState {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly name: string;
  readonly parameters: number;
  readonly error: string | null;
}

/** Puts the status together. The parts that need the chain are left out when it does not answer. */
export async function readStatus(
  context: NodeContext,
  parts: {
    readonly network: NetworkManager;
    readonly learn: LearnService;
    readonly auto: AutoLearner;
    readonly disk: DiskWatch;
    readonly loader: { readonly state: ModelState; readonly threads: number };
  },
): Promise<Status> {
  const { session, state } = parts.network;
  const learning = parts.learn.running !== null;
  let wallet: Status['wallet'] = null;
  let epoch: EpochView | null = null;
  if (session !== undefined) {
    try {
      const node = await readNode(session.chain, session.address);
      const { loam } = await readBalances(session.chain, session.address);
      wallet = {
        address: session.address,
        did: context.keystore.signer.did(session.descriptor.chainId),
        balance: loam.toString(),
        stake: node.stake.toString(),
        unbonding: node.unbonding.toString(),
        reputationPpm: node.reputationPpm,
      };
      epoch = await readEpochView(session.chain, null, session.address);
    } catch (error) {
      if (!session.signal.aborted) context.log.warn('status without the chain', error);
    }
  }
  return {
    host: context.config.host,
    version: LOAM_VERSION,
    learning: learningStatus(learning, parts.auto),
    model: parts.loader.state,
    device: { provider: 'CPU', threads: parts.loader.threads },
    network: state,
    keys: keysStatus(context.keystore.lock),
    disk: parts.disk.state,
    ...(session === undefined ? {} : { validator: parts.network.validator.status }),
    wallet,
    peers: {
      count: session?.peers.peers().length ?? 0,
      addresses: session?.peers.multiaddrs() ?? [],
      ...(session === undefined
        ? {}
        : { ...session.peers.traffic(), reachability: session.peers.reachability() }),
    },
    roles: [...(session?.roles ?? [])],
    modelVersion: session?.version ?? 0,
    epoch,
  };
}

function learningStatus(isLearning: boolean, auto: AutoLearner): Status['learning'] {
  const { enabled, paused, pausedUntil } = auto.schedule;
  const isPaused = enabled && paused;
  return {
    state: isLearning ? 'learning' : isPaused ? 'paused' : 'idle',
    reason: isPaused && !isLearning ? 'You paused learning.' : null,
    schedule: enabled ? (paused ? 'paused' : 'on') : 'off',
    pausedUntil: isPaused ? (pausedUntil ?? null) : null,
  };
}
