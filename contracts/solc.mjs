#!/usr/bin/env node
// The compiler that forge calls: npm's solc behind the two options of the native binary that forge uses.
// `--version` answers from a cache, because loading the compiler takes about a second.
import { mkdirSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const require = createRequire(import.meta.url);
const STDOUT = 1;
const arguments_ = process.argv.slice(2);

/** Writes all of `text`, waiting when the pipe is full. */
function print(text) {
  const bytes = Buffer.from(text);
  for (let offset = 0; offset < bytes.length; ) {
    try {
      offset += writeSync(STDOUT, bytes, offset);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

function version() {
  const installed = require('solc/package.json').version;
  const file = join(import.meta.dirname, 'cache', `solc-${installed}.version`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const text = require('solc').version().replace('.Emscripten.clang', '.Linux.g++');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, text);
    renameSync(`${file}.${process.pid}`, file);
    return text;
  }
}

function compile() {
  const at = arguments_.indexOf('--base-path');
  const base = at >= 0 ? (arguments_[at + 1] ?? '.') : '.';
  return require('solc').compile(readFileSync(0, 'utf8'), {
    import: (path) => {
      try {
        return { contents: readFileSync(resolve(base, path), 'utf8') };
      } catch (error) {
        return { error: String(error) };
      }
    },
  });
}

if (arguments_.includes('--version')) {
  print(`solc, the solidity compiler commandline interface\nVersion: ${version()}\n`);
} else if (arguments_.includes('--standard-json')) {
  print(compile());
} else {
  process.stderr.write(
    `solc.mjs: only --version and --standard-json are supported, not: ${arguments_.join(' ')}\n`,
  );
  process.exitCode = 1;
}
