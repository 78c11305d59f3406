import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { type StackedAdapter, stackedAdapterInputs } from '../llama/adapter-inputs.ts';
import type { LlamaConfig } from '../llama/config.ts';
import { buildDecode, cacheName } from '../llama/decode-graph.ts';
import type { LlamaWeights } from '../llama/weights.ts';
import { createNativeSession } from '../onnx/native-session.ts';
import { Random } from '../random/random.ts';
import { MAX_NEW_TOKENS } from './limits.ts';
import { checkSamplingOptions, type SamplingOptions, sampleToken } from './sampler.ts';

/** One request for text. */
export interface GenerateOptions extends SamplingOptions {
  /** The prompt, at least one token. */
  readonly ids: readonly number[];
  /** Stacked adapters, their scaling folded into B; an empty map is the base. */
  readonly adapters: StackedAdapter;
  /** Most new tokens; the model's context may end the text earlier. */
  readonly maxTokens: number;
  readonly seed: number;
  /** Tokens that end the text; they are not yielded. */
  readonly stopIds: readonly number[];
  readonly signal?: AbortSignal;
}

/** How a text ended and how fast it was. */
export interface GenerationSummary {
  readonly finish: 'stop' | 'length' | 'context' | 'cancelled';
  readonly tokens: number;
  /** From the call to the first token. */
  readonly firstTokenMs: number;
  /** After the first token; 0 when there was only one. */
  readonly tokensPerSecond: number;
}

/** Generates text with a loaded model. Adapters may differ from call to call; calls may overlap. */
export class Generator {
  readonly config: LlamaConfig;
  readonly #session: InferenceSession;
  readonly #now: () => number;

  private constructor(config: LlamaConfig, session: InferenceSession, now: () => number) {
    this.config = config;
    this.#session = session;
    this.#now = now;
  }

  /** Loads a model. @param options `now` gives milliseconds and serves the timings only */
  static async create(
    model: { readonly config: LlamaConfig; readonly weights: LlamaWeights },
    options: { readonly threads: number; readonly now: () => number },
  ): Promise<Generator> {
    const graph = buildDecode(model.config, { kind: 'embedded', weights: model.weights });
    const session = await createNativeSession(graph, { threads: options.threads, prepacking: true });
    return new Generator(model.config, session, options.now);
  }

  /**
   * Yields new tokens one by one; the generator's return value is a {@link GenerationSummary}.
   *
   * @throws LoamError `GENERATION_PROMPT_INVALID` (empty, longer than the context, unknown tokens), `GENERATION_OPTIONS_INVALID`
   */
  async *generate(options: GenerateOptions): AsyncGenerator<number, GenerationSummary, undefined> {
    this.#check(options);
    const random = Random.fromSeed(options.seed);
    const stop = new Set(options.stopIds);
    const history = [...options.ids];
    const adapter = this.#adapterTensors(options.adapters);
    const started = this.#now();
    let firstAt = 0;
    let lastAt = started;
    let tokens = 0;
    const summary = (finish: GenerationSummary['finish']): GenerationSummary => ({
      finish,
      tokens,
      firstTokenMs: tokens === 0 ? 0 : firstAt - started,
      tokensPerSecond: tokens < 2 || lastAt === firstAt ? 0 : ((tokens - 1) * 1000) / (lastAt - firstAt),
    });
    let cache = this.#emptyCache();
    let pending: readonly number[] = options.ids;
    while (tokens < options.maxTokens) {
      if (options.signal?.aborted === true) return summary('cancelled');
      if (history.length > this.config.contextLength) return summary('context');
      const result = await this.#run(pending, cache, adapter);
      cache = result.cache;
      const token = sampleToken(result.logits, history, options, random);
      if (stop.has(token)) return summary('stop');
      lastAt = this.#now();
      if (tokens++ === 0) firstAt = lastAt;
      history.push(token);
      pending = [token];
      yield token;
    }
    return summary('length');
  }

  /** Logits [vocab] after the last of `ids`, computed without a cache. */
  async logits(ids: readonly number[], adapters: StackedAdapter = new Map()): Promise<Float32Array> {
    this.#checkTokens(ids);
    return (await this.#run(ids, this.#emptyCache(), this.#adapterTensors(adapters))).logits;
  }

  /** Frees the runtime's memory. */
  async release(): Promise<void> {
    await this.#session.release();
  }

  async #run(
    ids: readonly number[],
    cache: Record<string, Tensor>,
    adapter: Record<string, Tensor>,
  ): Promise<{ logits: Float32Array; cache: Record<string, Tensor> }> {
    const result = await this.#session.run({
      ...cache,
      ...adapter,
      ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), [ids.length]),
    });
    const output = (name: string): Tensor => result[name] as Tensor;
    const next = this.#cacheOf((layer, what) => output(cacheName('present', layer, what)));
    return { logits: output('logits').data as Float32Array, cache: next };
  }

  #emptyCache(): Record<string, Tensor> {
    const { kvHeads, headDim } = this.config;
    return this.#cacheOf(() => new Tensor('float32', new Float32Array(0), [1, kvHeads, 0, headDim]));
  }

  #cacheOf(tensor: (layer: number, what: 'key' | 'value') => Tensor): Record<string, Tensor> {
    const cache: Record<string, Tensor> = {};
    for (let layer = 0; layer < this.config.layers; layer++) {
      for (const what of ['key', 'value'] as const)
        cache[cacheName('past', layer, what)] = tensor(layer, what);
    }
    return cache;
  }

  #adapterTensors(adapters: StackedAdapter): Record<string, Tensor> {
    const inputs = stackedAdapterInputs(this.config, adapters);
    return Object.fromEntries(
      [...inputs].map(([name, { data, dims }]) => [name, new Tensor('float32', data, dims)]),
    );
  }

  #check(options: GenerateOptions): void {
    checkSamplingOptions(options);
    const { maxTokens } = options;
    if (!Number.isInteger(maxTokens) || maxTokens < 1 || maxTokens > MAX_NEW_TOKENS) {
      throw new LoamError(
        'GENERATION_OPTIONS_INVALID',
        `An answer may have 1 to ${MAX_NEW_TOKENS} tokens, not ${maxTokens}.`,
      );
    }
    this.#checkTokens(options.ids);
  }

  #checkTokens(ids: readonly number[]): void {
    const { contextLength, vocabularySize } = this.config;
    const known = ids.every((id) => Number.isInteger(id) && id >= 0 && id < vocabularySize);
    if (ids.length < 1 || ids.length > contextLength || !known) {
      throw new LoamError(
        'GENERATION_PROMPT_INVALID',
        `The prompt must have 1 to ${contextLength} tokens of the vocabulary; it has ${ids.length}.`,
      );
    }
  }
}
