import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLE_FILES } from '../../protocol/bundle/bundle-schemas.ts';
import { atomicWrite } from '../data-folder/atomic-write.ts';

/** The two files of an adapter in PEFT's format. */
export interface AdapterFiles {
  readonly adapterConfig: Uint8Array;
  readonly adapterModel: Uint8Array;
}

/** Writes the pair into `dir`, which is made when missing. */
export function writeAdapterFiles(dir: string, files: AdapterFiles): void {
  mkdirSync(dir, { recursive: true });
  atomicWrite(join(dir, BUNDLE_FILES.adapterConfig), files.adapterConfig);
  atomicWrite(join(dir, BUNDLE_FILES.adapterModel), files.adapterModel);
}

/** Reads the pair from `dir`. */
export function readAdapterFiles(dir: string): AdapterFiles {
  return {
    adapterConfig: new Uint8Array(readFileSync(join(dir, BUNDLE_FILES.adapterConfig))),
    adapterModel: new Uint8Array(readFileSync(join(dir, BUNDLE_FILES.adapterModel))),
  };
}
