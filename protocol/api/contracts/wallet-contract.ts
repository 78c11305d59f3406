import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { addressSchema, bytes32Schema } from '../../encoding/hex.ts';
import { fileSchema, ledgerEntrySchema, rangeSchema, walletOverviewSchema } from '../earn-schemas.ts';
import { chainServerSchema, serverUrlsSchema } from '../transaction-schemas.ts';
import {
  preparedSchema,
  rpcRequestSchema,
  sendProgressSchema,
  signedSchema,
  walletActionSchema,
} from '../wallet-schemas.ts';

/** What is signed: first looked at, then sent. */
export const walletContract = {
  /** What the account holds, has at stake and can do next. */
  overview: oc.output(walletOverviewSchema),
  /** Every movement of LOAM since the network began, oldest first. */
  ledger: oc.output(z.array(ledgerEntrySchema)),
  /** The same of a stretch of time as CSV. */
  csv: oc.input(rangeSchema).output(fileSchema),
  /** What was earned in a stretch of time, signed. */
  receipt: oc.input(rangeSchema).output(fileSchema),
  /**
   * Works an action out without signing anything. `from` is another account than the node's, whose own wallet will sign;
   * `send` refuses it then.
   */
  prepare: oc
    .input(z.strictObject({ action: walletActionSchema, from: addressSchema.optional() }))
    .output(preparedSchema),
  /**
   * Signs and sends exactly what was prepared, once. It goes on when the reader leaves; the list of transactions shows it.
   */
  send: oc.input(z.strictObject({ id: z.string().max(80) })).output(eventIterator(sendProgressSchema)),
  /**
   * Asks these servers of the chain from now on, in this order; kept for the next start. New ones are checked first: their
   * chain, and the code of the network's contracts.
   */
  setServers: oc.input(z.strictObject({ urls: serverUrlsSchema })).output(z.array(chainServerSchema)),
  /** Hands a transaction that another wallet signed to the chain's servers. */
  broadcast: oc.input(z.strictObject({ raw: signedSchema })).output(z.object({ hash: bytes32Schema })),
  /** Reads the chain through the node's servers. */
  request: oc.input(rpcRequestSchema).output(z.object({ result: z.json() })),
};
