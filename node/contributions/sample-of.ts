import { z } from 'zod';
import type { ContributionPreview } from '../../protocol/api/learn-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_SAMPLE_HEADER_BYTES, SAMPLE_VALUES } from './limits.ts';

const tensorSchema = z.object({
  dtype: z.literal('F32'),
  shape: z.array(z.number().int().nonnegative()).max(8),
  data_offsets: z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]),
});
const LENGTH_BYTES = 8;
const FLOAT_BYTES = 4;

/**
 * The first numbers of the first tensor of a safetensors file with numbers other than zero.
 *
 * @throws LoamError `ADAPTER_UNREADABLE`
 */
export function sampleOf(file: Uint8Array): ContributionPreview['sample'] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  try {
    const header = Number(view.getBigUint64(0, true));
    if (header > MAX_SAMPLE_HEADER_BYTES) throw new Error(`a header of ${header} bytes`);
    const start = LENGTH_BYTES + header;
    const names: unknown = JSON.parse(new TextDecoder().decode(file.subarray(LENGTH_BYTES, start)));
    const tensors = Object.entries(z.record(z.string(), z.unknown()).parse(names)).flatMap(
      ([tensor, value]) => {
        const parsed = tensorSchema.safeParse(value);
        return parsed.success ? [{ tensor, ...parsed.data }] : [];
      },
    );
    for (const {
      tensor,
      shape,
      data_offsets: [from, to],
    } of tensors) {
      const count = Math.min(SAMPLE_VALUES, Math.floor((to - from) / FLOAT_BYTES));
      const values = Array.from({ length: count }, (_, i) =>
        view.getFloat32(start + from + i * FLOAT_BYTES, true),
      );
      if (values.some((value) => value !== 0)) return { tensor, shape, values };
    }
    return { tensor: '', shape: [], values: [] };
  } catch (cause) {
    throw new LoamError('ADAPTER_UNREADABLE', 'The file of what was learned cannot be read.', {
      hint: 'Learn again to have a new one.',
      cause,
    });
  }
}
