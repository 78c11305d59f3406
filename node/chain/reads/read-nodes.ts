import type { Hex } from '../../../protocol/encoding/hex.ts';
import { nodeRegistryAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { NODES_AT_ONCE } from '../limits.ts';
import { readEvents } from '../read-events.ts';
import { type NodeState, readNode } from './read-node.ts';

/** Every node that ever registered, by number; one that left has no roles. */
export async function readNodes(chain: ChainClient): Promise<(NodeState & { readonly address: Hex })[]> {
  const events = await readEvents(chain, {
    contract: 'NodeRegistry',
    abi: nodeRegistryAbi,
    eventName: 'Registered',
  });
  const addresses = [...new Set(events.map(({ args }) => args.node))];
  const nodes: (NodeState & { address: Hex })[] = [];
  for (let i = 0; i < addresses.length; i += NODES_AT_ONCE) {
    const page = addresses.slice(i, i + NODES_AT_ONCE);
    nodes.push(
      ...(await Promise.all(page.map(async (address) => ({ address, ...(await readNode(chain, address)) })))),
    );
  }
  return nodes.sort((a, b) => a.number - b.number);
}
