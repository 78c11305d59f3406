import type {
  Abi,
  ContractEventArgs,
  ContractEventName,
  GetContractEventsParameters,
  GetContractEventsReturnType,
} from 'viem';
import type { ContractName } from '../../protocol/chain/deployment-order.ts';
import type { ChainClient } from './chain-client.ts';
import { LOG_BLOCKS } from './limits.ts';

/** What to look for. */
export interface EventSearch<TAbi extends Abi, TName extends ContractEventName<TAbi>> {
  readonly contract: ContractName;
  readonly abi: TAbi;
  readonly eventName: TName;
  /** Values of indexed arguments. */
  readonly args?: ContractEventArgs<TAbi, TName>;
  /** First block to look at; default: the network's first. */
  readonly fromBlock?: bigint;
  /** Ends the search after the first piece of the chain with a find, beginning at the newest. */
  readonly newestOnly?: boolean;
}

/**
 * The events of one kind of one of the network's contracts, oldest first. A long chain is searched piece by piece,
 * because public nodes refuse wide searches.
 *
 * @throws LoamError `CHAIN_UNREACHABLE`
 */
export async function readEvents<const TAbi extends Abi, TName extends ContractEventName<TAbi>>(
  chain: ChainClient,
  search: EventSearch<TAbi, TName>,
): Promise<GetContractEventsReturnType<TAbi, TName, true>> {
  const { contract, abi, eventName, args } = search;
  const first = search.fromBlock ?? BigInt(chain.descriptor.deploymentBlock);
  const found: unknown[] = [];
  const head = await chain.reading(() => chain.public.getBlockNumber({ cacheTime: 0 }));
  for (let to = head; to >= first; to -= LOG_BLOCKS) {
    const from = to - LOG_BLOCKS + 1n;
    const parameters = {
      address: [...chain.everyAddress[contract]],
      abi,
      eventName,
      args,
      fromBlock: from < first ? first : from,
      toBlock: to,
      strict: true,
    };
    const piece = await chain.reading(() =>
      chain.public.getContractEvents(parameters as unknown as GetContractEventsParameters),
    );
    found.unshift(...piece);
    if (search.newestOnly === true && piece.length > 0) break;
  }
  return found as GetContractEventsReturnType<TAbi, TName, true>;
}
