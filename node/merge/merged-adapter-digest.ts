import { keccak256 } from 'viem';
import type { Hex } from '../../protocol/encoding/hex.ts';
import type { AdapterFiles } from '../network/adapter-files.ts';

/** Stands for the merged adapter in its evaluation digest: keccak-256 of the tensors' file. */
export function mergedAdapterDigest(files: AdapterFiles): Hex {
  return keccak256(files.adapterModel);
}
