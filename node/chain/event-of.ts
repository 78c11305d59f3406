import { type Abi, type ContractEventName, parseEventLogs, type TransactionReceipt } from 'viem';
import { LoamError } from '../../protocol/errors/loam-error.ts';

/**
 * The first event `name` in a receipt, decoded.
 *
 * @throws LoamError `CHAIN_EVENT_MISSING` when the transaction did not emit it
 */
export function eventOf<const TAbi extends Abi, TName extends ContractEventName<TAbi>>(
  receipt: TransactionReceipt,
  abi: TAbi,
  name: TName,
) {
  const [event] = parseEventLogs({ abi, eventName: name, logs: receipt.logs });
  if (event !== undefined) return event;
  throw new LoamError('CHAIN_EVENT_MISSING', `The transaction did not report ${String(name)}.`, {
    data: { hash: receipt.transactionHash },
  });
}
