import { z } from 'zod';
import type { JsonValue } from '../encoding/canonical-json.ts';
import { addressSchema, bytes32Schema, decimalSchema, type Hex } from '../encoding/hex.ts';

/** Bytes of calldata, or of a message to sign, that the sheet takes. */
export const MAX_CALL_BYTES = 64 * 1024;
/** Calls of one proposal. */
const MAX_PROPOSED_CALLS = 16;
/** Characters of the reason that goes on the chain with a vote. */
const MAX_REASON_CHARS = 1_000;

const dataSchema = z.custom<Hex>(
  (v) => typeof v === 'string' && v.length <= 2 + 2 * MAX_CALL_BYTES && /^0x([0-9a-fA-F]{2})*$/.test(v),
  { error: 'expected bytes in hex' },
);
const amountSchema = decimalSchema.refine((text) => BigInt(text) > 0n, 'expected more than nothing');
const committeeSchema = z.enum(['guard', 'curators']);

/**
 * Everything that a person can have the node's account do on the chain, and messages to sign. Amounts are wei as decimal
 * text, numbers of the chain decimal text, documents the sha2-256 digest of their CID.
 */
export const walletActionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stake'), amount: amountSchema }),
  z.strictObject({ kind: z.literal('unstake'), amount: amountSchema }),
  z.strictObject({ kind: z.literal('withdraw') }),
  /** All rewards of the last epochs that wait. */
  z.strictObject({ kind: z.literal('claim') }),
  z.strictObject({ kind: z.literal('sendLoam'), to: addressSchema, amount: amountSchema }),
  z.strictObject({ kind: z.literal('sendNative'), to: addressSchema, amount: amountSchema }),
  z.strictObject({ kind: z.literal('delegate'), to: addressSchema }),
  z.strictObject({
    kind: z.literal('vote'),
    proposal: decimalSchema,
    support: z.enum(['against', 'for', 'abstain']),
    reason: z.string().max(MAX_REASON_CHARS),
  }),
  z.strictObject({
    kind: z.literal('propose'),
    calls: z
      .array(z.strictObject({ to: addressSchema, data: dataSchema, value: decimalSchema }))
      .min(1)
      .max(MAX_PROPOSED_CALLS),
    document: bytes32Schema,
  }),
  z.strictObject({ kind: z.literal('queueProposal'), proposal: decimalSchema }),
  z.strictObject({ kind: z.literal('executeProposal'), proposal: decimalSchema }),
  z.strictObject({ kind: z.literal('settleDeposit'), proposal: decimalSchema }),
  z.strictObject({
    kind: z.literal('openDispute'),
    about: z.enum(['verdict', 'manifest', 'version', 'dataSet']),
    subject: decimalSchema,
    evidence: bytes32Schema,
  }),
  z.strictObject({ kind: z.literal('drawJury'), dispute: decimalSchema }),
  z.strictObject({
    kind: z.literal('juryVote'),
    dispute: decimalSchema,
    ruling: z.enum(['uphold', 'overturn', 'deeperAudit']),
  }),
  z.strictObject({
    kind: z.literal('openJuryVote'),
    dispute: decimalSchema,
    ruling: z.enum(['uphold', 'overturn', 'deeperAudit']),
  }),
  z.strictObject({ kind: z.literal('countJury'), dispute: decimalSchema }),
  z.strictObject({ kind: z.literal('appeal'), dispute: decimalSchema }),
  z.strictObject({ kind: z.literal('closeDispute'), dispute: decimalSchema }),
  z.strictObject({ kind: z.literal('forceRerun'), epoch: decimalSchema, submission: decimalSchema }),
  z.strictObject({ kind: z.literal('stand'), committee: committeeSchema }),
  z.strictObject({ kind: z.literal('standDown'), committee: committeeSchema }),
  z.strictObject({ kind: z.literal('callElection'), committee: committeeSchema }),
  z.strictObject({ kind: z.literal('elect'), committee: committeeSchema }),
  z.strictObject({ kind: z.literal('approvePause'), reason: bytes32Schema }),
  z.strictObject({ kind: z.literal('approveLift') }),
  /** Any call, as a library of the page asks for it (`eth_sendTransaction`). */
  z.strictObject({ kind: z.literal('call'), to: addressSchema, data: dataSchema, value: decimalSchema }),
  /** A text to sign (`personal_sign`), as its bytes. */
  z.strictObject({ kind: z.literal('message'), bytes: dataSchema }),
  /** Typed data to sign (EIP-712), as the JSON text that a library hands over. */
  z.strictObject({ kind: z.literal('typedData'), json: z.string().max(MAX_CALL_BYTES) }),
]);
export type WalletAction = z.infer<typeof walletActionSchema>;
export type WalletActionKind = WalletAction['kind'];

/** One argument of a decoded call. Numbers and bytes as text, lists with commas. */
const callArgumentSchema = z.object({ name: z.string(), type: z.string(), value: z.string() });

/** One transaction of an action, decoded where its contract is known. */
export const preparedStepSchema = z.object({
  /** Name of the network's contract; null for any other address. */
  contract: z.string().nullable(),
  /** Null when the contract is unknown, or money is only sent. */
  functionName: z.string().nullable(),
  arguments: z.array(callArgumentSchema),
  to: addressSchema,
  data: dataSchema,
  /** Wei of the chain's own currency. */
  value: decimalSchema,
  gas: decimalSchema,
  /** This very call was made before Loam was closed, and nobody was told: sending answers with it and sends nothing. */
  earlier: bytes32Schema.nullable(),
});
export type PreparedStep = z.infer<typeof preparedStepSchema>;

/** What an action moves, from its owner's point of view. */
export const moveSchema = z.object({
  asset: z.enum(['loam', 'native']),
  /** Wei. */
  amount: decimalSchema,
  /** `pay` is gone; `get` arrives; `lock` stays the owner's and comes back; `release` begins its way back; `risk` comes back unless it is lost. */
  way: z.enum(['pay', 'get', 'lock', 'release', 'risk']),
  /** Seconds until it is free again at the earliest; null when that depends. */
  backAfterS: z.number().nullable(),
});
export type Move = z.infer<typeof moveSchema>;

/** An action before it is signed: what it will do, what it costs, whether the chain would take it. */
export const preparedSchema = z.object({
  /** Names it in `wallet.send`, once. */
  id: z.string(),
  action: walletActionSchema,
  /** Who signs. */
  from: addressSchema,
  network: z.object({ name: z.string(), chainId: z.number().int() }),
  /** Milliseconds since 1970; refused after that. */
  expiresAt: z.number(),
  moves: z.array(moveSchema),
  /** In the order in which they are sent; none for a message. */
  steps: z.array(preparedStepSchema),
  /** Wei of the chain's own currency, of all steps; null when the chain does not say what it asks. */
  fee: z
    .object({
      /** At present prices. */
      likely: decimalSchema,
      /** Never more than this. */
      most: decimalSchema,
      maxFeePerGas: decimalSchema,
      /** The gas could not be tried out and is assumed. */
      isGuess: z.boolean(),
    })
    .nullable(),
  simulation: z.discriminatedUnion('ok', [
    /** `isWhole` is false when this chain can only try the first of several steps. */
    z.object({ ok: z.literal(true), isWhole: z.boolean() }),
    z.object({
      ok: z.literal(false),
      /** Code, sentence and advice of why the chain would refuse it. */
      code: z.string(),
      message: z.string(),
      hint: z.string().nullable(),
      /** Index in `steps` of what would be refused. */
      step: z.number().int(),
    }),
  ]),
});
export type Prepared = z.infer<typeof preparedSchema>;

/** Where sending is. */
export const sendProgressSchema = z.object({
  /** From 0; steps before it are confirmed. */
  step: z.number().int(),
  of: z.number().int(),
  done: z.boolean(),
  /** Of the transactions that are confirmed, in order. */
  hashes: z.array(bytes32Schema),
  /** Of a message. */
  signature: z.string().nullable(),
});
export type SendProgress = z.infer<typeof sendProgressSchema>;

/** A signed transaction. */
export const signedSchema = dataSchema;

/** What a parameter of a read may hold: any JSON of bounded texts and lists. */
const rpcValueSchema: z.ZodType<JsonValue> = z.lazy(() =>
  z.union([
    z.string().max(2 * MAX_CALL_BYTES),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(rpcValueSchema).max(1_000),
    z.record(z.string().max(64), rpcValueSchema),
  ]),
);

/** A read of the chain, as a library of the page asks for it. */
export const rpcRequestSchema = z.strictObject({
  method: z.enum([
    'eth_blockNumber',
    'eth_call',
    'eth_chainId',
    'eth_estimateGas',
    'eth_feeHistory',
    'eth_gasPrice',
    'eth_getBalance',
    'eth_getBlockByHash',
    'eth_getBlockByNumber',
    'eth_getCode',
    'eth_getLogs',
    'eth_getStorageAt',
    'eth_getTransactionByHash',
    'eth_getTransactionCount',
    'eth_getTransactionReceipt',
    'eth_maxPriorityFeePerGas',
  ]),
  params: z
    .array(rpcValueSchema)
    .max(4)
    .refine((params) => JSON.stringify(params).length <= 2 * MAX_CALL_BYTES),
});
export type RpcRequest = z.infer<typeof rpcRequestSchema>;
