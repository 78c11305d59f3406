import { isIncome, type LedgerEntry } from '../../protocol/api/earn-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_RECEIPT_PAYMENTS } from '../../protocol/receipts/limits.ts';
import { type Receipt, type ReceiptBody, receiptText } from '../../protocol/receipts/receipt.ts';
import type { ChainClient } from '../chain/chain-client.ts';
import type { Signer } from '../keys/signer.ts';

/**
 * A signed receipt of what an account earned: rewards only, each with the transaction that paid it.
 *
 * @param range first second, and the one after the last, since 1970
 * @throws LoamError `RECEIPT_EMPTY`, `RECEIPT_TOO_LONG`
 */
export async function makeReceipt(
  chain: Pick<ChainClient, 'descriptor'>,
  signer: Pick<Signer, 'address' | 'account'>,
  entries: readonly LedgerEntry[],
  range: { readonly from: number; readonly to: number },
): Promise<Receipt> {
  const payments = entries.filter(
    (entry) => isIncome(entry) && entry.at >= range.from && entry.at < range.to,
  );
  if (payments.length === 0) {
    throw new LoamError('RECEIPT_EMPTY', 'Nothing was earned in this time.', {
      hint: 'Choose a longer one.',
    });
  }
  if (payments.length > MAX_RECEIPT_PAYMENTS) {
    throw new LoamError('RECEIPT_TOO_LONG', `These are ${payments.length} payments.`, {
      hint: `Choose a shorter time: a receipt holds ${MAX_RECEIPT_PAYMENTS}.`,
    });
  }
  const body: ReceiptBody = {
    format: 'loam-receipt/1',
    network: chain.descriptor.id,
    chainId: chain.descriptor.chainId,
    token: chain.descriptor.contracts.LoamToken,
    account: signer.address,
    ...range,
    payments: payments.map(({ at, kind, epoch, amount, transaction }) => ({
      at,
      kind: kind as ReceiptBody['payments'][number]['kind'],
      epoch,
      amount,
      transaction,
    })),
    total: payments.reduce((sum, { amount }) => sum + BigInt(amount), 0n).toString(),
  };
  return { ...body, signature: await signer.account.signMessage({ message: receiptText(body) }) };
}
