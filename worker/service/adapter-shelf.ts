import { statSync } from 'node:fs';
import { join } from 'node:path';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import {
  type Adapter,
  adapterFromValues,
  adapterNorm,
  adapterParameters,
  adapterTargets,
} from '../adapter/adapter.ts';
import { type MergePart, mergeAdapters } from '../adapter/merge.ts';
import { cosine, explained, nearest } from '../adapter/overlap.ts';
import { readPeftFolder, writePeftFolder } from '../adapter/peft-folder.ts';
import { PEFT_FILES } from '../adapter/peft-format.ts';
import { type LayerNorms, layerNorms, spectrum } from '../adapter/spectrum.ts';
import { stackAdapters } from '../adapter/stack.ts';
import type { StackedAdapter } from '../llama/adapter-inputs.ts';
import type { LlamaConfig } from '../llama/config.ts';
import type { LlamaWeights } from '../llama/weights.ts';
import { ADAPTERS_CACHED } from './limits.ts';
import type { LoadedModel } from './loaded-model.ts';

/** An adapter directory and how much of it counts (default 1). */
export interface StackEntry {
  readonly dir: string;
  readonly weight?: number | undefined;
}

/** Adapters on disk in PEFT's format, read once while their files stay the same. */
export class AdapterShelf {
  readonly #config: LlamaConfig;
  readonly #weights: LlamaWeights;
  #norms: LayerNorms | undefined;
  readonly #baseModel: string;
  readonly #cache = new Map<string, { readonly stamp: string; readonly adapter: Adapter }>();

  /** @param baseModel name that written adapters give as their base */
  constructor({ config, weights }: Pick<LoadedModel, 'config' | 'weights'>, baseModel: string) {
    this.#config = config;
    this.#weights = weights;
    this.#baseModel = baseModel;
  }

  /** The sum of several adapters, ready to run. @throws LoamError `ADAPTER_…` when one does not fit the model */
  async stack(entries: readonly StackEntry[]): Promise<StackedAdapter> {
    const parts: { adapter: Adapter; weight: number }[] = [];
    for (const { dir, weight } of entries)
      parts.push({ adapter: await this.#read(dir), weight: weight ?? 1 });
    return stackAdapters(parts);
  }

  /** Writes a trained adapter. @param values by graph input name, scaling not folded in */
  async write(
    dir: string,
    values: ReadonlyMap<string, Float32Array>,
    settings: { readonly rank: number; readonly alpha: number },
  ): Promise<{ parameters: number; bytes: number }> {
    const adapter = adapterFromValues(values, { ...settings, config: this.#config });
    const bytes = await writePeftFolder(dir, adapter, { baseModel: this.#baseModel });
    return { parameters: adapterParameters(adapter), bytes };
  }

  /** What an adapter directory holds. @throws LoamError `ADAPTER_…`, `SAFETENSORS_…` when it does not fit */
  async inspect(dir: string) {
    const adapter = await this.#read(dir);
    const norm = adapterNorm(adapter);
    if (!Number.isFinite(norm))
      throw new LoamError('ADAPTER_NOT_FINITE', 'The adapter holds numbers that are not finite.');
    return {
      rank: adapter.rank,
      alpha: adapter.alpha,
      parameters: adapterParameters(adapter),
      bytes: fileSize(dir, PEFT_FILES.model) + fileSize(dir, PEFT_FILES.config),
      norm,
      targets: adapterTargets(adapter),
    };
  }

  /** What an update's numbers tell without running it; earlier ones that cannot be read are null in `cosines`. */
  async scan(request: { readonly dir: string; readonly earlier: readonly string[] }) {
    const adapter = await this.#read(request.dir);
    this.#norms ??= layerNorms(this.#config, this.#weights);
    // One at a time: an epoch's updates together may not fit into memory.
    const cosines: (number | null)[] = [];
    for (const dir of request.earlier) {
      const other = await this.#readFit(dir);
      cosines.push(other === undefined ? null : cosine(adapter, other));
    }
    const near: Adapter[] = [];
    for (const at of nearest(cosines)) near.push(await this.#read(request.earlier[at] as string));
    return {
      rank: adapter.rank,
      ...spectrum(adapter, { config: this.#config, norms: this.#norms }),
      cosines,
      explained: explained(adapter, near),
    };
  }

  /** Writes parent + Σ weight · part to `outDir`. Deterministic to the byte. */
  async merge(request: {
    readonly parent: string | null;
    readonly parts: readonly {
      readonly dir: string;
      readonly numerator: string;
      readonly denominator: string;
    }[];
    readonly outDir: string;
    readonly maxRank: number;
  }): Promise<{ rank: number; residual: number; bytes: number }> {
    const parts: MergePart[] = [];
    if (request.parent !== null)
      parts.push({ adapter: await this.#read(request.parent), numerator: 1n, denominator: 1n });
    for (const { dir, numerator, denominator } of request.parts) {
      parts.push({
        adapter: await this.#read(dir),
        numerator: BigInt(numerator),
        denominator: BigInt(denominator),
      });
    }
    const { adapter, residual } = mergeAdapters(parts, { config: this.#config, maxRank: request.maxRank });
    const bytes = await writePeftFolder(request.outDir, adapter, { baseModel: this.#baseModel });
    return { rank: adapter.rank, residual, bytes };
  }

  /** An adapter, or undefined for one that does not fit the model: that is nothing that somebody could copy. */
  #readFit(dir: string): Promise<Adapter | undefined> {
    return this.#read(dir).catch((error: unknown) => {
      if (error instanceof LoamError && /^(ADAPTER|SAFETENSORS)_/.test(error.code)) return undefined;
      throw error;
    });
  }

  async #read(dir: string): Promise<Adapter> {
    const stamp = stampOf(dir);
    const known = this.#cache.get(dir);
    if (known?.stamp === stamp) return known.adapter;
    const adapter = await readPeftFolder(dir, this.#config);
    this.#cache.delete(dir);
    this.#cache.set(dir, { stamp, adapter });
    const oldest = this.#cache.keys().next().value;
    if (this.#cache.size > ADAPTERS_CACHED && oldest !== undefined) this.#cache.delete(oldest);
    return adapter;
  }
}

/** Changes when either file does. Missing files are reported by the reader. */
function stampOf(dir: string): string {
  return Object.values(PEFT_FILES)
    .map((name) => {
      const stat = statSync(join(dir, name), { throwIfNoEntry: false });
      return stat === undefined ? 'none' : `${stat.size} ${stat.mtimeMs} ${stat.ino}`;
    })
    .join(' ');
}

function fileSize(dir: string, name: string): number {
  return statSync(join(dir, name)).size;
}
