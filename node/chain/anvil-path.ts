import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LoamError } from '../../protocol/errors/loam-error.ts';

const PLATFORMS: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-amd64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-amd64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'win32-amd64',
};

/**
 * Path of the chain program: `given` when set, otherwise from the package for this platform, looked up from this
 * file and from the working directory (a bundled file lies elsewhere).
 *
 * @throws LoamError `ANVIL_MISSING`
 */
export function anvilPath(given?: string): string {
  if (given !== undefined) {
    if (existsSync(given)) return given;
    throw missing(`There is no file ${given}.`);
  }
  const platform = PLATFORMS[`${process.platform}-${process.arch}`];
  if (platform === undefined) {
    throw missing(`There is no build of it for ${process.platform} on ${process.arch}.`);
  }
  const name = `@foundry-rs/anvil-${platform}`;
  const program = process.platform === 'win32' ? 'anvil.exe' : 'anvil';
  for (const from of [import.meta.url, pathToFileURL(join(process.cwd(), 'package.json')).href]) {
    try {
      const file = join(dirname(createRequire(from).resolve(`${name}/package.json`)), 'bin', program);
      if (existsSync(file)) return file;
    } catch {
      // Not reachable from there.
    }
  }
  throw missing(`The package ${name} is not installed.`);
}

function missing(why: string): LoamError {
  return new LoamError('ANVIL_MISSING', `The program for the local chain was not found. ${why}`, {
    hint: 'Run npm start again to install what is missing.',
  });
}
