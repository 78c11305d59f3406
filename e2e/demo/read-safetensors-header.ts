import { readFileSync } from 'node:fs';

/** One tensor as the file describes it. */
export interface TensorEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/**
 * Reads the header of a safetensors file: 8 bytes of length, JSON, then data. Written from the format's description
 * and not from the project's own reader, so that the two can disagree.
 */
export function readSafetensorsHeader(file: string): {
  tensors: Map<string, TensorEntry>;
  metadata: unknown;
  dataBytes: number;
} {
  const bytes = readFileSync(file);
  const length = Number(bytes.readBigUInt64LE(0));
  const { __metadata__: metadata, ...entries } = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as Record<
    string,
    unknown
  >;
  return {
    tensors: new Map(Object.entries(entries) as [string, TensorEntry][]),
    metadata,
    dataBytes: bytes.length - 8 - length,
  };
}
