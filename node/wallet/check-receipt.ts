import { isAddressEqual, recoverMessageAddress } from 'viem';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_RECEIPT_BYTES } from '../../protocol/receipts/limits.ts';
import { type Receipt, receiptSchema, receiptText } from '../../protocol/receipts/receipt.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import { Ledger } from './ledger.ts';

/**
 * Reads a receipt and checks what can be checked without the chain: its form, that its account signed exactly this, that
 * its sum is right and that every payment is inside its time.
 *
 * @throws LoamError `RECEIPT_INVALID`, `RECEIPT_SIGNATURE`
 */
export async function checkReceipt(text: string): Promise<Receipt> {
  const receipt = readReceipt(text);
  const { signature, ...body } = receipt;
  const signer = await recoverMessageAddress({ message: receiptText(body), signature }).catch(() => null);
  if (signer === null || !isAddressEqual(signer, body.account)) {
    throw new LoamError('RECEIPT_SIGNATURE', `${body.account} has not signed this receipt.`, {
      hint: 'Something in it was changed, or somebody else made it.',
    });
  }
  const total = body.payments.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  if (total !== BigInt(body.total)) throw invalid('its sum is wrong');
  if (body.payments.some(({ at }) => at < body.from || at >= body.to))
    throw invalid('a payment lies outside of its time');
  return receipt;
}

/** Holds a checked receipt against its chain: every payment must be there. @throws LoamError `RECEIPT_UNPAID`, `RECEIPT_OTHER_NETWORK`, `CHAIN_…` */
export async function checkReceiptOnChain(chain: ChainClient, receipt: Receipt): Promise<void> {
  const { id, chainId, contracts } = chain.descriptor;
  if (
    receipt.network !== id ||
    receipt.chainId !== chainId ||
    !isAddressEqual(receipt.token, contracts.LoamToken)
  ) {
    throw new LoamError('RECEIPT_OTHER_NETWORK', 'The receipt is of another network.', {
      data: { receipt: receipt.network, network: id },
    });
  }
  const known = new Map<string, number>();
  const nameOf = (entry: Receipt['payments'][number]): string =>
    [entry.transaction, entry.kind, entry.epoch, entry.amount, entry.at].join(' ');
  for (const entry of await new Ledger(chain, receipt.account).read()) {
    const name = nameOf(entry as Receipt['payments'][number]);
    known.set(name, (known.get(name) ?? 0) + 1);
  }
  for (const payment of receipt.payments) {
    const left = known.get(nameOf(payment)) ?? 0;
    if (left === 0) {
      throw new LoamError('RECEIPT_UNPAID', 'The chain knows nothing of one of the payments.', {
        hint: 'The receipt is false, or the chain has turned back since.',
        data: { transaction: payment.transaction },
      });
    }
    known.set(nameOf(payment), left - 1);
  }
}

function readReceipt(text: string): Receipt {
  if (text.length > MAX_RECEIPT_BYTES) throw invalid('it is too long');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalid('it is no JSON');
  }
  const parsed = receiptSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw invalid(`${parsed.error.issues[0]?.path.join('.') || 'the whole'} does not fit`);
}

function invalid(why: string): LoamError {
  return new LoamError('RECEIPT_INVALID', `This is no receipt: ${why}.`);
}
