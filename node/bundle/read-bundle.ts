import type { z } from 'zod';
import {
  BUNDLE_FILES,
  environmentSchema,
  MANIFEST_FILE,
  type Manifest,
  manifestSchema,
  selfEvaluationSchema,
  trainMetaSchema,
} from '../../protocol/bundle/bundle-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_BUNDLE_JSON_BYTES } from '../../protocol/limits.ts';
import { MAX_ADAPTER_CONFIG_BYTES } from './limits.ts';
import type { BundleParts } from './pack-bundle.ts';

/**
 * Parses a bundle that came from somebody else.
 *
 * @throws LoamError `BUNDLE_INVALID` naming the file that is missing, foreign, too large or malformed
 */
export function readBundle(files: ReadonlyMap<string, Uint8Array>): BundleParts {
  const known = new Set<string>(Object.values(BUNDLE_FILES));
  for (const name of files.keys()) {
    if (!known.has(name)) throw invalid(name, 'is not part of a bundle');
  }
  return {
    adapterConfig: file(files, BUNDLE_FILES.adapterConfig, MAX_ADAPTER_CONFIG_BYTES),
    adapterModel: file(files, BUNDLE_FILES.adapterModel, Number.POSITIVE_INFINITY),
    trainMeta: json(files, BUNDLE_FILES.trainMeta, trainMetaSchema),
    evaluation: json(files, BUNDLE_FILES.evaluation, selfEvaluationSchema),
    environment: json(files, BUNDLE_FILES.environment, environmentSchema),
  };
}

/** A model version's directory: its manifest and the merged adapter pair beside it. @throws LoamError `BUNDLE_INVALID` */
export function readManifestDirectory(files: ReadonlyMap<string, Uint8Array>): {
  manifest: Manifest;
  adapterConfig: Uint8Array;
  adapterModel: Uint8Array;
} {
  return {
    manifest: json(files, MANIFEST_FILE, manifestSchema),
    adapterConfig: file(files, BUNDLE_FILES.adapterConfig, MAX_ADAPTER_CONFIG_BYTES),
    adapterModel: file(files, BUNDLE_FILES.adapterModel, Number.POSITIVE_INFINITY),
  };
}

function file(files: ReadonlyMap<string, Uint8Array>, name: string, maxBytes: number): Uint8Array {
  const bytes = files.get(name);
  if (bytes === undefined) throw invalid(name, 'is missing');
  if (bytes.length > maxBytes) throw invalid(name, `has ${bytes.length} bytes, more than ${maxBytes}`);
  return bytes;
}

function json<T>(files: ReadonlyMap<string, Uint8Array>, name: string, schema: z.ZodType<T>): T {
  const bytes = file(files, name, MAX_BUNDLE_JSON_BYTES);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new LoamError('BUNDLE_INVALID', `${name} is not JSON.`, { cause, data: { file: name } });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalid(name, parsed.error.issues[0]?.message ?? 'does not fit its schema');
  return parsed.data;
}

function invalid(name: string, why: string): LoamError {
  return new LoamError('BUNDLE_INVALID', `The bundle's file ${name.slice(0, 80)} ${why}.`, {
    data: { file: name.slice(0, 80) },
  });
}
