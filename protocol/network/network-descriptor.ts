import { z } from 'zod';
import { addressSchema, bytes32Schema } from '../encoding/hex.ts';
import { MAX_BOOTSTRAP, MAX_PEER_ADDRESS_CHARS, MAX_RELAYS, MAX_RPC_URL_CHARS } from './limits.ts';

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

const relayAddressSchema = z
  .string()
  .max(MAX_PEER_ADDRESS_CHARS)
  .regex(/^\/[^\s]+\/p2p\/[A-Za-z0-9]{30,80}$/);

const discoverySchema = z.strictObject({
  /** Says hello on the local network by multicast DNS. */
  mdns: z.boolean().default(false),
  /** Looks peers up in the network's own distributed hash table. */
  dht: z.boolean().default(false),
});

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
    .array(z.url({ protocol: /^(https?|wss?)$/ }).max(MAX_RPC_URL_CHARS))
    .min(1)
    .max(8),
  contracts: contractAddressesSchema,
  /** First block that holds the network's events. */
  deploymentBlock: z.number().int().nonnegative(),
  /** Multiaddresses of peers to dial first. */
  bootstrap: z.array(z.string().max(MAX_PEER_ADDRESS_CHARS)).max(MAX_BOOTSTRAP),
  /** Multiaddresses, with peer ids, of relays through which nodes that nobody can dial are reached. */
  relays: z.array(relayAddressSchema).max(MAX_RELAYS).optional(),
  /** How nodes find each other besides `bootstrap` and the announcements of connected ones. */
  discovery: discoverySchema.optional(),
  /**
   * True when connections are protected by a key that every node has from its operator. The key itself is never
   * here: it lies in a file of its own beside this one.
   */
  privateNetwork: z.boolean().optional(),
  /** keccak-256 over the base model's files, see worker contract `load`. */
  baseModel: bytes32Schema,
});

/** A parsed network descriptor. */
export type NetworkDescriptor = z.infer<typeof networkDescriptorSchema>;

/** What a descriptor says about reaching peers, with the defaults filled in. */
export interface Reaching {
  readonly bootstrap: readonly string[];
  readonly relays: readonly string[];
  readonly mdns: boolean;
  readonly dht: boolean;
  readonly privateNetwork: boolean;
}

/** How the nodes of a network reach each other. A descriptor that says nothing of relays and discovery has none. */
export function reachingOf(descriptor: NetworkDescriptor): Reaching {
  return {
    bootstrap: descriptor.bootstrap,
    relays: descriptor.relays ?? [],
    mdns: descriptor.discovery?.mdns ?? false,
    dht: descriptor.discovery?.dht ?? false,
    privateNetwork: descriptor.privateNetwork ?? false,
  };
}
