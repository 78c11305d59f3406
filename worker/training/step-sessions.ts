import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { Bucket } from '../llama/training-graph.ts';
import { createNativeSession, type NativeSessionOptions } from '../onnx/native-session.ts';
import { MAX_OPEN_BUCKETS } from './limits.ts';
import type { TrainingBatch } from './training-batch.ts';

/** The native sessions of one trainer, one for each bucket shape and kind, made when first used. */
export class StepSessions {
  readonly #build: (bucket: Bucket, gradients: boolean) => Uint8Array;
  readonly #options: NativeSessionOptions;
  readonly #sessions = new Map<string, InferenceSession>();

  constructor(build: (bucket: Bucket, gradients: boolean) => Uint8Array, options: NativeSessionOptions) {
    this.#build = build;
    this.#options = options;
  }

  /**
   * Runs one batch. `outputs` names the arrays that take the results (gradients), written in place.
   *
   * @param weightScale factor of the batch's token weights
   * @returns Σ scaled weight · negative log-likelihood, in nats
   */
  async run(
    batch: TrainingBatch,
    weightScale: number,
    inputs: Readonly<Record<string, Tensor>>,
    outputs: Readonly<Record<string, Tensor>> | null,
  ): Promise<number> {
    const session = await this.#session(batch, outputs !== null);
    const rows = batch.batch * batch.length;
    const result = await session.run(
      {
        ...inputs,
        ids: new Tensor('int64', BigInt64Array.from(batch.ids, BigInt), [rows]),
        labels: new Tensor('int64', BigInt64Array.from(batch.labels, BigInt), [rows]),
        tokenWeights: new Tensor(
          'float32',
          batch.weights.map((weight) => weight * weightScale),
          [rows, 1],
        ),
      },
      { loss: null, ...outputs },
    );
    return Number(result.loss?.data[0]);
  }

  /** Frees the runtime's memory. */
  async release(): Promise<void> {
    const sessions = [...this.#sessions.values()];
    this.#sessions.clear();
    for (const session of sessions) await session.release();
  }

  async #session(bucket: Bucket, gradients: boolean): Promise<InferenceSession> {
    const key = `${bucket.batch}x${bucket.length}${gradients ? '' : ' forward'}`;
    const known = this.#sessions.get(key);
    if (known !== undefined) {
      this.#sessions.delete(key);
      this.#sessions.set(key, known);
      return known;
    }
    const session = await createNativeSession(
      this.#build({ batch: bucket.batch, length: bucket.length }, gradients),
      this.#options,
    );
    this.#sessions.set(key, session);
    const [oldest] = this.#sessions;
    if (this.#sessions.size > MAX_OPEN_BUCKETS && oldest !== undefined) {
      this.#sessions.delete(oldest[0]);
      await oldest[1].release();
    }
    return session;
  }
}
