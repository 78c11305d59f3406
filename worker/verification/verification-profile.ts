import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { keccak256, stringToBytes } from 'viem';
import { canonicalJson } from '../../protocol/encoding/canonical-json.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';

/**
 * Everything that decides the bits of a verdict: the runtime's WebAssembly, one thread, the optimiser's level,
 * no prepacking, weights stored in the graph. On this profile every processor computes the same numbers;
 * the native runtime does not, so it never signs.
 */
export const VERIFICATION_PROFILE = {
  format: 'loam-verification/1',
  runtime: 'onnxruntime-web',
  threads: 1,
  optimization: 'all',
  prepacking: false,
} as const;

let runtimeHash: string | undefined;

/** SHA-256 of the runtime's WebAssembly module, hex. Read once per process. */
export function wasmRuntimeHash(): string {
  if (runtimeHash === undefined) {
    const file = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
    runtimeHash = createHash('sha256').update(readFileSync(file)).digest('hex');
  }
  return runtimeHash;
}

/**
 * The hash that goes into every digest. Two validators whose profile differs in anything sign different digests.
 *
 * @param graph bytes of the loss graph, weights included
 */
export function profileHash(graph: Uint8Array): Hex {
  const text = canonicalJson({
    ...VERIFICATION_PROFILE,
    wasm: wasmRuntimeHash(),
    graph: createHash('sha256').update(graph).digest('hex'),
  });
  return keccak256(stringToBytes(text));
}
