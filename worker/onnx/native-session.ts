import { InferenceSession } from 'onnxruntime-node';
import { LoamError } from '../../protocol/errors/loam-error.ts';

/** How a native session is made. */
export interface NativeSessionOptions {
  /** Threads inside one operator; at least 1. */
  readonly threads: number;
  /**
   * Whether the runtime keeps a second, rearranged copy of constant weights. It speeds up generation and doubles
   * the memory; training leaves it off.
   */
  readonly prepacking?: boolean;
  /** Whether freed buffers are kept for the next run (default true). Off saves memory and costs time. */
  readonly arena?: boolean;
}

/**
 * Makes an onnxruntime session on the CPU from model bytes or from the path of a model file (needed for external data).
 *
 * @throws LoamError `ENGINE_SESSION_FAILED` when the runtime refuses the graph.
 */
export async function createNativeSession(
  model: Uint8Array | string,
  options: NativeSessionOptions,
): Promise<InferenceSession> {
  const sessionOptions: InferenceSession.SessionOptions = {
    executionProviders: ['cpu'],
    intraOpNumThreads: options.threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    enableCpuMemArena: options.arena ?? true,
    logSeverityLevel: 3,
    extra: {
      session: {
        disable_prepacking: options.prepacking === true ? '0' : '1',
        intra_op: { allow_spinning: '0' },
      },
    },
  };
  try {
    return typeof model === 'string'
      ? await InferenceSession.create(model, sessionOptions)
      : await InferenceSession.create(model, sessionOptions);
  } catch (cause) {
    throw new LoamError('ENGINE_SESSION_FAILED', 'The runtime refused the model graph.', {
      hint: 'Choose another model, and tell us which one it was.',
      cause,
    });
  }
}
