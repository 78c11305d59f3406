import { z } from 'zod';
import { addressSchema, bytes32Schema, decimalSchema } from '../encoding/hex.ts';

/** What the account holds, has at stake and can do next. Amounts are wei, times seconds since 1970 by the chain's clock. */
export const walletOverviewSchema = z.object({
  address: addressSchema,
  network: z.object({ id: z.string(), name: z.string(), chainId: z.number().int(), isLocal: z.boolean() }),
  /** Of the network: what is sent to one of them is lost. */
  contracts: z.array(addressSchema),
  loam: decimalSchema,
  /** The chain's own currency, which pays for transactions. */
  native: decimalSchema,
  stake: decimalSchema,
  /** The least stake that a registered node may keep. */
  minStake: decimalSchema,
  /** On its way out of the stake, or free to be withdrawn. */
  unbonding: z.object({
    amount: decimalSchema,
    /** When the wait is over; null when nothing is on its way. */
    readyAt: z.number().nullable(),
    /** The epoch that must be final too; null when it is or when nothing is on its way. */
    heldByEpoch: z.number().int().nullable(),
    /** Whether it can be withdrawn now. */
    isReady: z.boolean(),
  }),
  /** Seconds that stake takes to come free. */
  unbondSeconds: z.number(),
  /** Deposits of proposals and bonds of disputes that are neither back nor lost. */
  held: decimalSchema,
  reputationPpm: z.number().int(),
  roles: z.array(z.enum(['learner', 'validator', 'aggregator'])),
  claimable: z.object({
    total: decimalSchema,
    epochs: z.array(z.object({ epoch: z.number().int(), amount: decimalSchema })),
  }),
  chainTime: z.number(),
});
export type WalletOverview = z.infer<typeof walletOverviewSchema>;

/** What moved LOAM into or out of an account; the first four are income. */
export const LEDGER_KINDS = [
  'contribution',
  'checking',
  'merging',
  'bounty',
  'deposit',
  'sent',
  'staked',
  'unstaked',
  'bond',
  'bondBack',
  'fine',
] as const;
const INCOME: ReadonlySet<string> = new Set(['contribution', 'checking', 'merging', 'bounty']);

/** One movement of LOAM. */
export const ledgerEntrySchema = z.object({
  /** Seconds since 1970, of its block. */
  at: z.number(),
  block: z.number().int(),
  transaction: bytes32Schema,
  kind: z.enum(LEDGER_KINDS),
  /** Of a reward. */
  epoch: z.number().int().nullable(),
  /** Wei, always positive. */
  amount: decimalSchema,
  /** The other side: who paid or was paid. */
  other: addressSchema,
});
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

/** Whether an entry is income: paid for work, not moved in. */
export function isIncome({ kind }: Pick<LedgerEntry, 'kind'>): boolean {
  return INCOME.has(kind);
}

/** A stretch of time: from its first second up to, not including, its last. Seconds since 1970. */
export const rangeSchema = z
  .strictObject({ from: z.number().int().min(0), to: z.number().int().min(0) })
  .refine(({ from, to }) => from < to, 'expected an end after the beginning');

/** A file for the owner to keep. */
export const fileSchema = z.object({ name: z.string(), text: z.string() });
