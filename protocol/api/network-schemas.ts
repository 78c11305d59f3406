import { z } from 'zod';
import { decimalSchema } from '../encoding/hex.ts';
import { MIN_ARTIFACT_QUOTA_BYTES } from '../limits.ts';
import { validatorStatusSchema } from './validator-schemas.ts';

/** The seven arcs of the epoch ring, in order. */
export const EPOCH_PHASES = ['submit', 'draw', 'verify', 'attest', 'settle', 'aggregate', 'claim'] as const;
export const epochPhaseSchema = z.enum(EPOCH_PHASES);
export type EpochPhase = z.infer<typeof epochPhaseSchema>;

/** An epoch as people see it. Times are seconds since 1970 by the chain's clock. */
export const epochViewSchema = z.object({
  epoch: z.number().int(),
  phase: epochPhaseSchema,
  /** True once nothing more happens in it. */
  final: z.boolean(),
  /** When the phase ends at the latest; null when it ends by progress. */
  phaseEndsAt: z.number().nullable(),
  chainTime: z.number(),
  submissions: z.array(
    z.object({
      index: z.number().int(),
      learner: z.string(),
      mine: z.boolean(),
      cid: z.string(),
      status: z.enum(['pending', 'accepted', 'rejected', 'unresolved', 'canary']),
      utilityPpm: z.number().int().nullable(),
      committee: z.number().int(),
      committed: z.number().int(),
      revealed: z.number().int(),
    }),
  ),
});
export type EpochView = z.infer<typeof epochViewSchema>;

/** One step of starting or joining a network. */
export const networkProgressSchema = z.object({
  step: z.number().int(),
  of: z.number().int(),
  sentence: z.string(),
  done: z.boolean(),
});
export type NetworkProgress = z.infer<typeof networkProgressSchema>;

/** What joining costs this computer, stated before it is agreed to. */
export const networkCostsSchema = z.object({
  memoryBytes: z.number().int(),
  diskBytes: z.number().int(),
  processes: z.number().int(),
  /** Bytes to and from peers while nothing is shared or checked. */
  idleBytesPerHour: z.number().int(),
  /** Part of one processor core that this takes, percent. */
  idleCorePercent: z.number(),
  sentence: z.string(),
});
export type NetworkCosts = z.infer<typeof networkCostsSchema>;

/** A connected peer. */
export const peerSchema = z.object({
  id: z.string(),
  address: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  /** Milliseconds since 1970. */
  since: z.number(),
  /** Over a relay instead of directly. */
  relayed: z.boolean(),
});
export type Peer = z.infer<typeof peerSchema>;

/** What sharing may take of this computer: bytes on disk, and bytes a second to and from peers (0 for no cap). */
export const networkLimitsSchema = z.strictObject({
  quotaBytes: z
    .number()
    .int()
    .min(MIN_ARTIFACT_QUOTA_BYTES)
    .max(2 ** 50),
  uploadBytesPerSecond: z
    .number()
    .int()
    .min(0)
    .max(2 ** 40),
  downloadBytesPerSecond: z
    .number()
    .int()
    .min(0)
    .max(2 ** 40),
});
export type NetworkLimits = z.infer<typeof networkLimitsSchema>;

/** The limits and how much of them is used; `used` is null outside of a network. */
export const networkUseSchema = z.object({
  limits: networkLimitsSchema,
  used: z.object({ bytes: z.number().int(), pinnedBytes: z.number().int() }).nullable(),
  /** Bytes free on the disk of the data folder. */
  freeBytes: z.number().int(),
});
export type NetworkUse = z.infer<typeof networkUseSchema>;

/** Whether other nodes can reach this one, and what its owner can do about it. */
export const reachabilitySchema = z.object({
  state: z.enum(['outside', 'relay', 'outgoing', 'local', 'nobody']),
  sentence: z.string(),
  mend: z.string().nullable(),
});
export type Reachability = z.infer<typeof reachabilitySchema>;

/** Everything the status strip shows; always true. */
export const statusSchema = z.object({
  host: z.enum(['electron', 'browser', 'terminal']),
  version: z.string(),
  model: z.object({
    state: z.enum(['loading', 'ready', 'failed']),
    name: z.string(),
    parameters: z.number().int(),
    error: z.string().nullable(),
  }),
  device: z.object({ provider: z.string(), threads: z.number().int() }),
  learning: z.object({
    state: z.enum(['idle', 'learning', 'paused']),
    reason: z.string().nullable(),
    /** Whether it learns by itself. */
    schedule: z.enum(['off', 'on', 'paused']).optional(),
    /** When a pause ends by itself, milliseconds since 1970; null: when the owner says so. */
    pausedUntil: z.number().nullable().optional(),
  }),
  /**
   * The keys that protect chats and account. `locked`: a passphrase or the keychain opens them. `unprotected`: there are
   * none yet, because nothing here would protect them but a passphrase. Until they are open nothing else works.
   */
  keys: z
    .object({
      state: z.enum(['open', 'locked', 'unprotected']),
      /** A file of this computer that only this user may read; a passphrase; the system's keychain. */
      protectedBy: z.enum(['machine', 'passphrase', 'keychain']).nullable(),
      sentence: z.string(),
    })
    .optional(),
  /** Room on the disk of the data folder; when nearly full, the sentence says what was stopped. */
  disk: z
    .object({ state: z.enum(['fine', 'nearly-full']), freeBytes: z.number(), sentence: z.string() })
    .optional(),
  /** What this node's validator does; absent outside of a network. */
  validator: validatorStatusSchema.optional(),
  network: z.object({
    state: z.enum(['off', 'starting', 'on', 'stopping', 'failed']),
    name: z.string().nullable(),
    chainId: z.number().int().nullable(),
    sentence: z.string(),
    /** Stable code of what it waits for or failed of; `ACCOUNT_NOT_FUNDED` while it waits for money to register with. */
    code: z.string().optional(),
  }),
  wallet: z
    .object({
      address: z.string(),
      did: z.string(),
      balance: decimalSchema,
      stake: decimalSchema,
      /** On its way out, wei; can still be fined. */
      unbonding: decimalSchema,
      /** Parts per million of the most a node can have. */
      reputationPpm: z.number().int(),
    })
    .nullable(),
  peers: z.object({
    count: z.number().int(),
    addresses: z.array(z.string()),
    /** Bytes to and from peers since the network was joined, on the wire. Absent outside of a network. */
    sentBytes: z.number().int().optional(),
    receivedBytes: z.number().int().optional(),
    /** Absent outside of a network. */
    reachability: reachabilitySchema.optional(),
  }),
  roles: z.array(z.enum(['learner', 'validator', 'aggregator'])),
  modelVersion: z.number().int(),
  epoch: epochViewSchema.nullable(),
});
export type Status = z.infer<typeof statusSchema>;
