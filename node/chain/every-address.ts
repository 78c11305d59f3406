import { type PublicClient, parseEventLogs } from 'viem';
import { type ContractName, DEPLOYMENT_ORDER, MODULE_ORDER } from '../../protocol/chain/deployment-order.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { modulesAbi } from '../../protocol/generated/abis.ts';
import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import { readLogs } from './read-logs.ts';

/**
 * All addresses of a network's contracts, the present one first: what the descriptor says, and what votes have put in
 * their places since.
 */
export async function readEveryAddress(
  client: PublicClient,
  { contracts, deploymentBlock }: NetworkDescriptor,
): Promise<Record<ContractName, readonly Hex[]>> {
  const { logs } = await readLogs(client, {
    addresses: [contracts.Modules],
    from: deploymentBlock,
    to: Number(await client.getBlockNumber({ cacheTime: 0 })),
  });
  const replaced = parseEventLogs({ abi: modulesAbi, eventName: 'ModuleReplaced', logs });
  const every = Object.fromEntries(
    DEPLOYMENT_ORDER.map((contract) => [contract, [contracts[contract]]]),
  ) as Record<ContractName, Hex[]>;
  for (const { args } of replaced) {
    const name = MODULE_ORDER[args.module];
    if (name === undefined) continue;
    const now = args.now_.toLowerCase() as Hex;
    every[name] = [now, ...every[name].filter((address) => address.toLowerCase() !== now)];
  }
  return every;
}
