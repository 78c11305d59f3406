import type { Hex } from '../../../protocol/encoding/hex.ts';
import { nodeRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { readContract } from '../read-contract.ts';
import { type Role, rolesOf } from '../roles.ts';

/** A node as the registry has it; zeros and no roles for a stranger. Amounts are wei of LOAM. */
export interface NodeState {
  /** Its number for good; 0 for a stranger. */
  readonly number: number;
  readonly roles: readonly Role[];
  /** Bonded, without what is unbonding. */
  readonly stake: bigint;
  readonly unbonding: bigint;
  /** When `unbonding` may be withdrawn at the earliest, seconds since 1970, and the epoch that must be final by then. */
  readonly unbondAt: number;
  readonly unbondEpoch: bigint;
  /** Decayed to now, parts per million. */
  readonly reputationPpm: number;
  /** 33 bytes, `0x` for a stranger. */
  readonly gossipKey: Hex;
}

/** Reads a node's entry in the registry. */
export async function readNode(chain: ChainClient, address: Hex): Promise<NodeState> {
  const node = await readContract(chain, {
    contract: 'NodeRegistry',
    abi: nodeRegistryAbi,
    functionName: 'nodeOf',
    args: [address],
  });
  return {
    number: node.number,
    roles: rolesOf(node.roles),
    stake: node.stake,
    unbonding: node.unbonding,
    unbondAt: Number(node.unbondAt),
    unbondEpoch: node.unbondEpoch,
    reputationPpm: Number(node.reputationPpm),
    gossipKey: node.gossipKey,
  };
}

/** Number of a node; 0 for a stranger. */
export function readNumber(chain: ChainClient, address: Hex): Promise<number> {
  return readContract(chain, {
    contract: 'NodeRegistry',
    abi: nodeRegistryAbi,
    functionName: 'numberOf',
    args: [address],
  });
}
