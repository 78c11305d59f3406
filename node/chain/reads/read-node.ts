import type { Hex } from '../../../protocol/encoding/hex.ts';
import { nodeRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { type Role, rolesOf } from '../roles.ts';

/** A node as the registry has it; zeros and no roles for a stranger. Amounts are wei of LOAM. */
export interface NodeState {
  /** Bonded, the locked part included. */
  readonly stake: bigint;
  readonly locked: bigint;
  readonly unbonding: bigint;
  /** When `unbonding` may be withdrawn, seconds since 1970. */
  readonly unbondAt: number;
  readonly roles: readonly Role[];
  /** 33 bytes, `0x` for a stranger. */
  readonly gossipKey: Hex;
}

/** Reads a node's entry in the registry. */
export async function readNode(chain: ChainClient, address: Hex): Promise<NodeState> {
  const [stake, locked, unbonding, unbondAt, roles, gossipKey] = await chain.reading(() =>
    chain.public.readContract({
      address: chain.descriptor.contracts.NodeRegistry,
      abi: nodeRegistryAbi,
      functionName: 'nodes',
      args: [address],
      blockTag: chain.blockTag,
    }),
  );
  return { stake, locked, unbonding, unbondAt: Number(unbondAt), roles: rolesOf(roles), gossipKey };
}
