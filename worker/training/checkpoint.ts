import { open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { RandomState } from '../random/random.ts';
import { readSafetensorsFile, type SafetensorsFile, writeSafetensors } from '../safetensors/safetensors.ts';
import type { Tensor } from '../safetensors/tensor.ts';
import type { TrainedTensor } from './adamw.ts';
import { CHECKPOINT_VERSION, MAX_CHECKPOINT_BYTES } from './limits.ts';

/** The best values of a run so far, in the order of the trained tensors. */
export interface BestValues {
  readonly step: number;
  readonly loss: number;
  readonly values: readonly Float32Array[];
}

/** What a checkpoint belongs to. */
export interface CheckpointOwner {
  readonly kind: string;
  readonly fingerprint: string;
}

/** A trained tensor's value and optimiser state. */
export type TensorState = Pick<TrainedTensor, 'name' | 'shape' | 'value' | 'mean' | 'square'>;

/** State of a trainer between two steps. */
export interface TrainerState {
  readonly step: number;
  readonly random: RandomState;
  readonly firstLoss: number | null;
  readonly best: BestValues | null;
  readonly tensors: readonly TensorState[];
}

const word = z.int().min(0).max(0xffffffff);
const metadataSchema = z.strictObject({
  version: z.literal(CHECKPOINT_VERSION),
  kind: z.string(),
  fingerprint: z.string(),
  state: z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue('not JSON');
        return z.NEVER;
      }
    })
    .pipe(
      z.strictObject({
        step: z.int().min(0),
        random: z.tuple([word, word, word, word]),
        firstLoss: z.number().nullable(),
        best: z.strictObject({ step: z.int().min(0), loss: z.number() }).nullable(),
      }),
    ),
});

const PARTS = ['value', 'mean', 'square'] as const;

/**
 * Writes a checkpoint: a safetensors file with `value.*`, `mean.*`, `square.*` and, where there is a best, `best.*`.
 * The old file stays until the new one is on disk.
 */
export async function writeCheckpoint(
  path: string,
  owner: CheckpointOwner,
  state: TrainerState,
): Promise<void> {
  const { step, random, firstLoss, best } = state;
  const tensors = new Map<string, Tensor>();
  state.tensors.forEach((tensor, i) => {
    const put = (part: string, data: Float32Array | undefined): unknown =>
      data === undefined
        ? null
        : tensors.set(`${part}.${tensor.name}`, { dtype: 'F32', shape: tensor.shape, data });
    for (const part of PARTS) put(part, tensor[part]);
    put('best', best?.values[i]);
  });
  const metadata = {
    version: CHECKPOINT_VERSION,
    kind: owner.kind,
    fingerprint: owner.fingerprint,
    state: JSON.stringify({
      step,
      random,
      firstLoss,
      best: best === null ? null : { step: best.step, loss: best.loss },
    }),
  };
  await replaceFile(path, writeSafetensors(tensors, { metadata }));
}

/**
 * Reads a checkpoint of the same owner and the same tensors.
 *
 * @throws LoamError `CHECKPOINT_INVALID` when the file is missing or damaged, `CHECKPOINT_MISMATCH` when it belongs to another training
 */
export async function readCheckpoint(
  path: string,
  owner: CheckpointOwner,
  expected: readonly TensorState[],
): Promise<TrainerState> {
  const { tensors, metadata } = await readFileOf(path);
  const parsed = metadataSchema.safeParse(metadata);
  if (!parsed.success) throw invalid(parsed.error);
  const { kind, fingerprint, state } = parsed.data;
  if (kind !== owner.kind || fingerprint !== owner.fingerprint) throw mismatch();
  const data = (part: string, { name, value }: TensorState): Float32Array => {
    const found = tensors.get(`${part}.${name}`)?.data;
    if (found?.length !== value.length) throw mismatch();
    return found;
  };
  return {
    ...state,
    best:
      state.best === null ? null : { ...state.best, values: expected.map((tensor) => data('best', tensor)) },
    tensors: expected.map((tensor) => ({
      name: tensor.name,
      shape: tensor.shape,
      value: data('value', tensor),
      mean: data('mean', tensor),
      square: data('square', tensor),
    })),
  };
}

async function readFileOf(path: string): Promise<SafetensorsFile> {
  try {
    const { size } = await stat(path);
    if (size > MAX_CHECKPOINT_BYTES) throw new Error(`${size} bytes are too many`);
    return readSafetensorsFile(await readFile(path));
  } catch (cause) {
    throw invalid(cause);
  }
}

async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.partial`;
  const file = await open(temporary, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  // makes the rename durable; some systems cannot open a folder
  const folder = await open(dirname(path), 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

function invalid(cause: unknown): LoamError {
  return new LoamError('CHECKPOINT_INVALID', 'The file is not a training checkpoint that can be read.', {
    cause,
  });
}

function mismatch(): LoamError {
  return new LoamError(
    'CHECKPOINT_MISMATCH',
    'The checkpoint belongs to another model or another kind of training.',
  );
}
