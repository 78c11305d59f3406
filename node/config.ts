import { z } from 'zod';
import { MAX_NODE_CONFIG_CHARS } from '../protocol/api/process-messages.ts';
import { LoamError } from '../protocol/errors/loam-error.ts';
import { MIN_ARTIFACT_QUOTA_BYTES } from '../protocol/limits.ts';
import { networkDescriptorSchema } from '../protocol/network/network-descriptor.ts';
import { ARTIFACT_QUOTA_BYTES } from './artifacts/limits.ts';
import { MAX_BATCH_LEAVES } from './batches/limits.ts';

const path = z.string().min(1).max(4_096);

/** What a node needs to know when it starts. Paths are absolute. */
export const nodeConfigSchema = z.strictObject({
  /** Folder that holds everything this node keeps. One process at a time. */
  dataDir: path,
  host: z.enum(['electron', 'browser', 'terminal']),
  /** Base model in Hugging Face layout. */
  modelDir: path,
  /** Threads of the worker's runtime. */
  threads: z.number().int().min(1).max(64),
  /** Multiaddresses to listen on. */
  listen: z.array(z.string().min(1).max(256)).min(1).max(16).default(['/ip4/127.0.0.1/tcp/0']),
  /** Multiaddresses under which others reach this node besides those, for example its router's. */
  announce: z.array(z.string().min(1).max(256)).max(16).optional(),
  /** Key of a private network, the text of its file. Never logged. */
  privateNetworkKey: z.string().min(1).max(200).optional(),
  /** Roles to take up in the network of `descriptor`. */
  roles: z
    .array(z.enum(['learner', 'validator', 'aggregator']))
    .max(3)
    .optional(),
  /** Chance of planting a canary in an epoch, for a learner that also validates or aggregates; without it none. */
  canaryChance: z.number().min(0).max(1).optional(),
  /** Submissions that are posted together; without it as the role and the chain suggest. */
  batches: z
    .strictObject({
      /** Collects signed submissions of others and posts them at its own cost; by default aggregators do. */
      post: z.boolean().optional(),
      /** Fewer submissions are left to their learners. */
      fewest: z.number().int().min(1).max(MAX_BATCH_LEAVES).optional(),
      /** Hands its own submissions over to whoever posts them; by default everywhere but on the local network. */
      handOver: z.boolean().optional(),
    })
    .optional(),
  /** Shares even what the network would refuse, at the cost of its stake. For the attacker of the demo and of tests. */
  reckless: z.boolean().optional(),
  /** How long a validator watches for a double of itself before it works: on the local network, and on others. */
  doubleWatch: z
    .strictObject({
      /** Milliseconds. */
      localMs: z.number().int().min(0).max(3_600_000),
      /** Whole epochs. */
      epochs: z.number().int().min(0).max(100),
    })
    .optional(),
  /** Where numbers for Prometheus are served; without it they are not. */
  metrics: z
    .strictObject({ host: z.string().min(1).max(64), port: z.number().int().min(0).max(65_535) })
    .optional(),
  /** Port on this computer where an index of the joined network is served, 0 for any free one; without it none is kept. */
  index: z.strictObject({ port: z.number().int().min(0).max(65_535) }).optional(),
  /** What artifacts may take: bytes on disk, and bytes a second to and from peers (0 for no cap). */
  artifacts: z
    .strictObject({
      quotaBytes: z.number().int().min(MIN_ARTIFACT_QUOTA_BYTES).default(ARTIFACT_QUOTA_BYTES),
      uploadBytesPerSecond: z.number().int().min(0).default(0),
      downloadBytesPerSecond: z.number().int().min(0).default(0),
    })
    .optional(),
  /** Free bytes on the disk below which learning and the network stop; 0 for never. */
  nearlyFullBytes: z.number().int().min(0).optional(),
  /** Network to join at start. */
  descriptor: networkDescriptorSchema.optional(),
  /** Opens the keystore. Without it a key file that only this user may read does. Never logged. */
  passphrase: z.string().min(1).max(1_024).optional(),
  /** What protects keys without a passphrase: a file that only this user may read (the rule), or the system's keychain. */
  protection: z.enum(['machine', 'keychain']).optional(),
  /** Entry files of the two kinds of process that this node may start. */
  workerEntry: path,
  nodeEntry: path,
  /** The chain program, when it does not lie in node_modules. */
  anvilPath: path.optional(),
});

/** Parsed configuration of a node. */
export type NodeConfig = z.infer<typeof nodeConfigSchema>;

/** Environment variable that carries the configuration of a node process as JSON. */
export const NODE_CONFIG_ENV = 'LOAM_NODE_CONFIG';

/**
 * Reads a configuration from JSON.
 *
 * @throws LoamError `CONFIG_MISSING`, `CONFIG_TOO_BIG`, `CONFIG_INVALID` (names the fields, never their values)
 */
export function parseNodeConfig(text: string | undefined): NodeConfig {
  if (text === undefined || text === '') {
    throw new LoamError('CONFIG_MISSING', `This process needs its configuration in ${NODE_CONFIG_ENV}.`, {
      hint: 'Start Loam with npm start or npm run loam instead of running this file.',
    });
  }
  if (text.length > MAX_NODE_CONFIG_CHARS) {
    throw new LoamError('CONFIG_TOO_BIG', `The configuration has ${text.length} characters.`, {
      hint: `At most ${MAX_NODE_CONFIG_CHARS} are read.`,
    });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new LoamError('CONFIG_INVALID', 'The configuration is no JSON.');
  }
  const parsed = nodeConfigSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => `${issue.path.join('.') || '(all)'}: ${issue.code}`);
  throw new LoamError('CONFIG_INVALID', `The configuration does not fit: ${fields.slice(0, 8).join(', ')}.`);
}

/** Reads the configuration from the environment and removes it there, so that no child inherits it. */
export function takeNodeConfig(env: Record<string, string | undefined> = process.env): NodeConfig {
  const text = env[NODE_CONFIG_ENV];
  delete env[NODE_CONFIG_ENV];
  return parseNodeConfig(text);
}
