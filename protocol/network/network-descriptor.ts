import { z } from 'zod';
import { addressSchema, bytes32Schema } from '../encoding/hex.ts';

/** The contracts of one network. */
export const contractAddressesSchema = z.strictObject({
  Modules: addressSchema,
  LoamToken: addressSchema,
  Timelock: addressSchema,
  Parameters: addressSchema,
  NodeRegistry: addressSchema,
  Randomness: addressSchema,
  EpochManager: addressSchema,
  Verdicts: addressSchema,
  Scoring: addressSchema,
  RewardPool: addressSchema,
  ModelRegistry: addressSchema,
  DisputeCourt: addressSchema,
  BenchmarkRegistry: addressSchema,
  Elections: addressSchema,
  Guardian: addressSchema,
  LoamGovernor: addressSchema,
});

/** Addresses by contract name. */
export type ContractAddresses = z.infer<typeof contractAddressesSchema>;

/**
 * A network is one JSON file: which chain, which contracts, whom to call first, which base model.
 * `id` names the gossip topics and is unique per deployment.
 */
export const networkDescriptorSchema = z.strictObject({
  format: z.literal('loam-network/1'),
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  name: z.string().min(1).max(80),
  chainId: z.number().int().positive(),
  rpcUrls: z
    .array(z.url({ protocol: /^(https?|wss?)$/ }))
    .min(1)
    .max(8),
  contracts: contractAddressesSchema,
  /** First block that holds the network's events. */
  deploymentBlock: z.number().int().nonnegative(),
  /** Multiaddresses of peers to dial first. */
  bootstrap: z.array(z.string().max(256)).max(32),
  /** keccak-256 over the base model's files, see worker contract `load`. */
  baseModel: bytes32Schema,
});

/** A parsed network descriptor. */
export type NetworkDescriptor = z.infer<typeof networkDescriptorSchema>;
