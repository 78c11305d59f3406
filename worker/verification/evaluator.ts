import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { type StackedAdapter, stackedAdapterInputs } from '../llama/adapter-inputs.ts';
import type { LlamaConfig } from '../llama/config.ts';
import { buildLoss } from '../llama/loss-graph.ts';
import type { LlamaWeights } from '../llama/weights.ts';
import { MAX_LOSS_MICRO_NATS } from './limits.ts';
import { profileHash, VERIFICATION_PROFILE } from './verification-profile.ts';

/** One tokenised item: `ids` [T], and for each position whether predicting the NEXT id counts. */
export interface EvaluationItem {
  readonly ids: readonly number[];
  /** True where ids[t] is part of the answer, so that predicting it from the ids before it counts. */
  readonly answer: readonly boolean[];
}

/** Computes per-item losses in the verification profile. */
export class Evaluator {
  readonly profile: Hex;
  readonly #config: LlamaConfig;
  readonly #session: InferenceSession;

  private constructor(config: LlamaConfig, session: InferenceSession, profile: Hex) {
    this.#config = config;
    this.#session = session;
    this.profile = profile;
  }

  /** Builds the loss graph of a model and opens it in WebAssembly. @throws LoamError `VERIFICATION_RUNTIME` */
  static async open(config: LlamaConfig, weights: LlamaWeights): Promise<Evaluator> {
    const graph = buildLoss(config, { kind: 'embedded', weights });
    env.wasm.numThreads = VERIFICATION_PROFILE.threads;
    env.logLevel = 'error';
    try {
      const session = await InferenceSession.create(graph, {
        executionProviders: ['wasm'],
        graphOptimizationLevel: VERIFICATION_PROFILE.optimization,
        logSeverityLevel: 3,
        extra: { session: { disable_prepacking: VERIFICATION_PROFILE.prepacking ? '0' : '1' } },
      });
      return new Evaluator(config, session, profileHash(graph));
    } catch (cause) {
      throw new LoamError('VERIFICATION_RUNTIME', 'The verification runtime did not start.', {
        hint: 'Reinstall Loam: its WebAssembly files are missing or damaged.',
        cause,
      });
    }
  }

  /**
   * Mean loss of each item's answer tokens under the base plus `adapter`.
   *
   * @returns whole micro-nats per item, 0 … {@link MAX_LOSS_MICRO_NATS}; not-a-number counts as the maximum
   * @throws LoamError `EVALUATION_ITEM` when an item has no answer token; the signal's reason when aborted
   */
  async losses(
    items: readonly EvaluationItem[],
    adapter: StackedAdapter,
    options: { signal?: AbortSignal; onItem?: () => void } = {},
  ): Promise<number[]> {
    const pairs: Record<string, Tensor> = {};
    for (const [name, { data, dims }] of stackedAdapterInputs(this.#config, adapter)) {
      pairs[name] = new Tensor('float32', data, dims);
    }
    const losses: number[] = [];
    for (const item of items) {
      options.signal?.throwIfAborted();
      losses.push(await this.#loss(item, pairs));
      options.onItem?.();
      // The runtime computes on this thread; let messages and cancellation through between items.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return losses;
  }

  /** Frees the session. */
  async close(): Promise<void> {
    await this.#session.release();
  }

  async #loss(item: EvaluationItem, pairs: Record<string, Tensor>): Promise<number> {
    const length = item.ids.length - 1;
    const counted = item.answer.slice(1).filter(Boolean).length;
    if (length < 1 || counted === 0 || item.answer.length !== item.ids.length) {
      throw new LoamError('EVALUATION_ITEM', 'An evaluation item has no answer to predict.');
    }
    const outputs = await this.#session.run({
      ...pairs,
      ids: new Tensor('int64', BigInt64Array.from(item.ids.slice(0, -1), BigInt), [length]),
      labels: new Tensor('int64', BigInt64Array.from(item.ids.slice(1), BigInt), [length]),
      tokenWeights: new Tensor('float32', Float32Array.from(item.answer.slice(1), Number), [length, 1]),
    });
    const sum = (outputs.loss?.data as Float32Array | undefined)?.[0] ?? Number.NaN;
    return toMicroNats(sum / counted);
  }
}

/** Nats to whole micro-nats, clamped so that any update has a defined result. */
export function toMicroNats(nats: number): number {
  const micro = Math.round(nats * 1_000_000);
  if (Number.isNaN(micro)) return MAX_LOSS_MICRO_NATS;
  return Math.min(Math.max(micro, 0), MAX_LOSS_MICRO_NATS);
}
