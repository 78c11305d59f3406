import { z } from 'zod';
import { modelFitSchema, modelIdSchema } from './models-schemas.ts';

const bytes = z.number().int().nonnegative();

/** What was found about this computer so far; parts are null until they were looked at. */
export const hardwareSchema = z.object({
  memory: z.object({ totalBytes: bytes, freeBytes: bytes }).nullable(),
  processor: z
    .object({
      model: z.string(),
      cores: z.number().int(),
      /** Extensions that speed up models, where the system names them, for example `AVX2`. */
      instructions: z.array(z.string()),
    })
    .nullable(),
  /** The disk with Loam's data. */
  disk: z.object({ freeBytes: bytes }).nullable(),
  runtime: z
    .object({
      /** What models run on here. */
      provider: z.string(),
      /** What the runtime brings for this system beyond that; Loam does not use it. */
      unused: z.array(z.string()),
    })
    .nullable(),
  power: z
    .object({ hasBattery: z.boolean(), onMains: z.boolean().nullable(), percent: z.number().nullable() })
    .nullable(),
  /** Answers of the bundled model, measured for about a second. */
  speed: z.object({ tokensPerSecond: z.number().positive() }).nullable(),
  /** Per model of the catalogue. */
  fits: z.array(z.object({ id: modelIdSchema, name: z.string(), fit: modelFitSchema })),
  /** Parts that could not be found out. */
  failed: z.array(z.enum(['memory', 'processor', 'disk', 'runtime', 'power', 'speed'])),
  done: z.boolean(),
});
export type Hardware = z.infer<typeof hardwareSchema>;

/** How the work of models is spread on this computer. */
export const deviceViewSchema = z.object({
  provider: z.string(),
  threads: z.number().int(),
  /** Most threads that can be chosen: the processors of this computer. */
  maxThreads: z.number().int(),
  /** Loam's processes and the memory that they hold now; null where the system does not say. */
  processes: z.array(
    z.object({ name: z.enum(['node', 'model']), pid: z.number().int(), bytes: bytes.nullable() }),
  ),
});
export type DeviceView = z.infer<typeof deviceViewSchema>;
