import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
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

/**
 * Makes `dir` hold exactly this pair. What lies there already is compared, never trusted: somebody may have changed
 * it, and a process that was killed leaves half of it.
 */
export function ensureAdapterFiles(dir: string, files: AdapterFiles): void {
  const paths = Object.keys(named(files)).map((name) => join(dir, name));
  // A copy of what is stored elsewhere: whatever is no file goes.
  if (isOther(dir, 'folder')) rmSync(dir);
  for (const path of paths) if (isOther(path, 'file')) rmSync(path, { recursive: true });
  const complete = paths.every((path) => existsSync(path));
  if (!complete || alteredAdapterFile(dir, files) !== undefined) writeAdapterFiles(dir, files);
}

/** Name of a file in `dir` whose bytes are not those of the pair; missing files do not count. */
export function alteredAdapterFile(dir: string, files: AdapterFiles): string | undefined {
  return Object.entries(named(files)).find(
    ([name, bytes]) =>
      existsSync(join(dir, name)) &&
      (statSync(join(dir, name)).size !== bytes.length ||
        Buffer.compare(readFileSync(join(dir, name)), bytes) !== 0),
  )?.[0];
}

function isOther(path: string, than: 'file' | 'folder'): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && !(than === 'file' ? stat.isFile() : stat.isDirectory());
}

function named(files: AdapterFiles): Record<string, Uint8Array> {
  return {
    [BUNDLE_FILES.adapterConfig]: files.adapterConfig,
    [BUNDLE_FILES.adapterModel]: files.adapterModel,
  };
}

/** Reads the pair from `dir`. */
export function readAdapterFiles(dir: string): AdapterFiles {
  return {
    adapterConfig: new Uint8Array(readFileSync(join(dir, BUNDLE_FILES.adapterConfig))),
    adapterModel: new Uint8Array(readFileSync(join(dir, BUNDLE_FILES.adapterModel))),
  };
}
