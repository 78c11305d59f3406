import { open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { readSafetensorsFile, writeSafetensors } from '../safetensors/safetensors.ts';
import type { Tensor } from '../safetensors/tensor.ts';
import type { TrainedTensor } from './adamw.ts';
import { CHECKPOINT_VERSION, MAX_CHECKPOINT_BYTES } from './limits.ts';

/** State of a trainer between two steps. */
export interface Checkpoint {
  readonly step: number;
  readonly random: readonly number[];
}

const metadataSchema = z.strictObject({
  version: z.literal(CHECKPOINT_VERSION),
  kind: z.string(),
  fingerprint: z.string(),
  step: z.string().regex(/^\d{1,15}$/).transform(Number),
  random: z.string().transform((text) => text.split(',').map(Number)).pipe(z.array(z.int().min(0).max(0xffffffff)).length(4)),
});

const PARTS = ['value', 'mean', 'square'] as const;

/** Writes a checkpoint: a safetensors file with `value.*`, `mean.*` and `square.*`. The old file stays until the new one is on disk. */
export async function writeCheckpoint(
  path: string,
  content: Checkpoint & { readonly kind: string; readonly fingerprint: string; readonly tensors: readonly TrainedTensor[] },
): Promise<void> {
  const tensors = new Map<string, Tensor>();
  for (const tensor of content.tensors) {
    for (const part of PARTS) tensors.set(`${part}.${tensor.name}`, { dtype: 'F32', shape: tensor.shape, data: tensor[part] });
  }
  const metadata = {
    version: CHECKPOINT_VERSION,
    kind: content.kind,
    fingerprint: content.fingerprint,
    step: String(content.step),
    random: content.random.join(','),
  };
  const temporary = `${path}.partial`;
  const file = await open(temporary, 'w');
  try {
    await file.writeFile(writeSafetensors(tensors, { metadata }));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/**
 * Reads a checkpoint into `expected.tensors` (value and optimiser state, in place). Nothing is changed when it is refused.
 *
 * @throws LoamError `CHECKPOINT_INVALID` when the file is damaged, `CHECKPOINT_MISMATCH` when it belongs to another training
 */
export async function readCheckpoint(
  path: string,
  expected: { readonly kind: string; readonly fingerprint: string; readonly tensors: readonly TrainedTensor[] },
): Promise<Checkpoint> {
  const { size } = await stat(path);
  if (size > MAX_CHECKPOINT_BYTES) throw new LoamError('CHECKPOINT_INVALID', `A checkpoint of ${size} bytes is too large.`);
  const { tensors, metadata } = readSafetensorsFile(await readFile(path));
  const parsed = metadataSchema.safeParse(metadata);
  if (!parsed.success) throw new LoamError('CHECKPOINT_INVALID', 'The file is not a training checkpoint.', { cause: parsed.error });
  if (parsed.data.kind !== expected.kind || parsed.data.fingerprint !== expected.fingerprint) throw mismatch();
  const copies = expected.tensors.flatMap((target) =>
    PARTS.map((part) => {
      const source = tensors.get(`${part}.${target.name}`)?.data;
      if (source?.length !== target.value.length) throw mismatch();
      return () => target[part].set(source);
    }),
  );
  for (const copy of copies) copy();
  return parsed.data;
}

function mismatch(): LoamError {
  return new LoamError('CHECKPOINT_MISMATCH', 'The checkpoint belongs to another model or another kind of training.');
}
