import { readFileSync, statSync } from 'node:fs';
import { checkReceipt, checkReceiptOnChain } from '../../node/wallet/check-receipt.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_RECEIPT_BYTES } from '../../protocol/receipts/limits.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { NETWORK_OPTIONS } from '../network/network-options.ts';
import { withChain } from '../network/open-chain.ts';
import { formatTime, printResult } from '../network/print-result.ts';
import { formatLoam } from '../output/amount.ts';
import { type Verb, verbGroup } from '../verb.ts';

const verify: Verb = {
  name: 'verify',
  usage: '<file>',
  summary:
    'Check a receipt of earnings: its signature, its sum, and with --network every payment on the chain.',
  options: NETWORK_OPTIONS,
  examples: [
    'receipt verify loam-receipt.json',
    'receipt verify loam-receipt.json --network network.json --json',
  ],
  async run(context) {
    const [file] = context.words;
    if (file === undefined) throw new LoamError('USAGE', 'Say which file: loam receipt verify <file>.');
    if (statSync(file).size > MAX_RECEIPT_BYTES)
      throw new LoamError('RECEIPT_INVALID', `${file} is too long to be a receipt.`);
    const receipt = await checkReceipt(readFileSync(file, 'utf8'));
    const onChain = context.options.network !== undefined;
    if (onChain) await withChain(context, 'read', (chain) => checkReceiptOnChain(chain, receipt));
    const { account, network, from, to, payments } = receipt;
    printResult(
      context,
      { account, network, from, to, payments: payments.length, total: receipt.total, onChain },
      [
        `${account} earned ${formatLoam(BigInt(receipt.total))} in ${payments.length} payments on ${network},`,
        `from ${formatTime(from)} to ${formatTime(to)}.`,
        onChain
          ? 'It is signed by that account, and every payment is on the chain.'
          : 'It is signed by that account. Add --network to look every payment up on the chain.',
      ],
    );
    return EXIT_OK;
  },
};

/** `loam receipt`: signed receipts of what was earned. */
export const receiptVerb = verbGroup({
  name: 'receipt',
  summary: 'Check signed receipts of what was earned.',
  subverbs: [verify],
});
