import { z } from 'zod';

/** Characters of a node's configuration when it is passed as JSON in an environment variable (Linux takes 131,072 bytes a variable). */
export const MAX_NODE_CONFIG_CHARS = 100_000;

/** Name that a node gives to a child of its own: a worker or a further node. */
export const childIdSchema = z.string().regex(/^[a-z0-9-]{1,64}$/);

const loamErrorShape = z.object({
  code: z.string().max(80),
  message: z.string().max(4_000),
  hint: z.string().max(4_000).optional(),
});

/**
 * What a node process asks of the shell that started it (Electron's main process), because only the shell can
 * start processes there. The shell starts its own entries and nothing else: the message names no program.
 */
export const nodeToShellSchema = z.discriminatedUnion('type', [
  /** Answered by a `port` message with role `worker` and the same id, or by `spawn-failed`. */
  z.object({ type: z.literal('spawn-worker'), id: childIdSchema.default('worker') }),
  /** Answered by a `port` message with role `node` and the same id (the new node serves its API on it), or by `spawn-failed`. */
  z.object({
    type: z.literal('spawn-node'),
    id: childIdSchema,
    config: z.record(z.string(), z.unknown()),
  }),
  /** Ends a child that this node asked for; `exited` follows. */
  z.object({
    type: z.literal('kill'),
    id: childIdSchema,
    signal: z.enum(['SIGTERM', 'SIGKILL']).default('SIGTERM'),
  }),
  /** The node cannot run (folder in use, data newer than the program …). The shell shows it and does not restart the node. */
  z.object({ type: z.literal('failed'), error: loamErrorShape }),
]);
export type NodeToShell = z.infer<typeof nodeToShellSchema>;

/** What the shell tells a node process. A `port` message carries exactly one transferred port. */
export const shellToNodeSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('port'),
    /** `page`: serve the API on it. `worker`, `node`: the other end is the child `id`. */
    role: z.enum(['page', 'worker', 'node']),
    id: childIdSchema.optional(),
    pid: z.number().int().optional(),
  }),
  /** The child `id` ended. Code is null when a signal ended it. */
  z.object({ type: z.literal('exited'), id: childIdSchema, code: z.number().int().nullable() }),
  z.object({ type: z.literal('spawn-failed'), id: childIdSchema, message: z.string().max(4_000) }),
  /** Stop cleanly and exit; whoever has not exited after some seconds is killed. */
  z.object({ type: z.literal('stop') }),
]);
export type ShellToNode = z.infer<typeof shellToNodeSchema>;

/** What the shell tells a worker process: with it comes the port to serve the worker contract on. */
export const shellToWorkerSchema = z.object({ type: z.literal('port'), role: z.literal('node') });
export type ShellToWorker = z.infer<typeof shellToWorkerSchema>;
