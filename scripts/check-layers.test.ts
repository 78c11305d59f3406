import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inRoot } from './root.mjs';

let checkout = '';

// A checkout of its own with the real lint in it, so that the whole command is seen to fail.
beforeEach(() => {
  checkout = mkdtempSync(path.join(tmpdir(), 'loam-layers-'));
  cpSync(inRoot('scripts'), path.join(checkout, 'scripts'), { recursive: true });
  symlinkSync(inRoot('node_modules'), path.join(checkout, 'node_modules'));
});

afterEach(() => rmSync(checkout, { recursive: true, force: true }));

function lint(file: string, text: string): { code: number | null; output: string } {
  const place = path.join(checkout, file);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, text);
  const { status, stderr } = spawnSync(process.execPath, ['scripts/check-layers.mjs'], {
    cwd: checkout,
    encoding: 'utf8',
  });
  return { code: status, output: stderr };
}

test.each([
  ['protocol imports worker', 'protocol/a/b.ts', "import { x } from '../../worker/c.ts';"],
  ['protocol uses Node', 'protocol/b.ts', "import { readFileSync } from 'node:fs';"],
  ['protocol uses Node by its old name', 'protocol/b.ts', "import { readFileSync } from 'fs';"],
  ['protocol imports electron', 'protocol/b.ts', "import type { App } from 'electron';"],
  ['worker imports node', 'worker/b.ts', "import type { X } from '../node/c.ts';"],
  ['worker uses the network', 'worker/b.ts', "import { createLibp2p } from 'libp2p';"],
  ['worker uses the database', 'worker/b.ts', "import Database from 'libsql';"],
  ['node imports worker', 'node/b.ts', "export { x } from '../worker/c.ts';"],
  ['node imports everything of worker', 'node/b.ts', "export * from '../worker/c.ts';"],
  ['node loads worker later', 'node/b.ts', "const x = await import('../worker/c.ts');"],
  ['node asks for a type of worker', 'node/b.ts', "export type X = import('../worker/c.ts').X;"],
  ['node computes', 'node/b.ts', "import { InferenceSession } from 'onnxruntime-node';"],
  ['node imports electron', 'node/b.ts', "import { app } from 'electron';"],
  ['node imports main', 'node/b.ts', "import '../main/c.ts';"],
  ['renderer imports node', 'renderer/b.tsx', "import { x } from '../node/c.ts';"],
  ['renderer uses Node', 'renderer/b.tsx', "import path from 'node:path';"],
  ['renderer imports electron', 'renderer/b.tsx', "import { ipcRenderer } from 'electron';"],
  ['preload imports main', 'preload/b.ts', "import { x } from '../main/c.ts';"],
  ['preload uses Node', 'preload/b.ts', "import path from 'node:path';"],
  ['main imports node', 'main/b.ts', "import { x } from '../node/c.ts';"],
  ['main imports worker', 'main/b.ts', "import { x } from '../worker/c.ts';"],
  ['main imports renderer', 'main/b.ts', "import { x } from '../renderer/c.ts';"],
  ['cli imports worker', 'cli/b.ts', "import { x } from '../worker/c.ts';"],
  ['cli imports electron', 'cli/b.ts', "const { app } = require('electron');"],
  ['contracts imports node', 'contracts/script/b.ts', "import { x } from '../../node/c.ts';"],
  ['a product folder imports e2e', 'node/b.ts', "import { x } from '../e2e/c.ts';"],
  ['a product folder imports bench', 'worker/b.ts', "import { x } from '../bench/c.ts';"],
  ['a test crosses layers', 'node/b.test.ts', "import { x } from '../worker/c.ts';"],
  ['an import leaves the checkout', 'node/b.ts', "import { x } from '../../elsewhere/c.ts';"],
])('refuses: %s', (_title, file, text) => {
  const { code, output } = lint(file, `\n${text}\n`);
  expect(output).toContain(`${file}:2 imports '`);
  expect(output).toContain('1 forbidden imports');
  expect(code).toBe(1);
});

test('lets through what each folder may import', () => {
  const allowed: [string, string][] = [
    ['protocol/a.ts', "import { z } from 'zod';\nimport { b } from './b/c.ts';"],
    ['protocol/a.test.ts', "import { readFileSync } from 'node:fs';\nimport { test } from 'vitest';"],
    ['worker/a.ts', "import * as ort from 'onnxruntime-node';\nimport { x } from '../protocol/a.ts';"],
    ['node/a.ts', "import Database from 'libsql';\nimport { x } from '../protocol/a.ts';\nimport 'node:fs';"],
    ['node/path.ts', "export const worker = new URL('../worker/worker-process.ts', import.meta.url);"],
    ['node/text.ts', "// import { x } from '../worker/c.ts';\nexport const s = \"import '../worker/c.ts'\";"],
    ['main/a.ts', "import { app } from 'electron';\nimport { x } from '../protocol/a.ts';"],
    ['preload/a.ts', "import { contextBridge } from 'electron';"],
    [
      'renderer/a.tsx',
      "import { useState } from 'react';\nimport { x } from '../protocol/a.ts';\nimport './a.css';",
    ],
    ['cli/a.ts', "import { x } from '../node/a.ts';\nimport { y } from '../protocol/a.ts';"],
    ['bench/a.ts', "import { x } from '../worker/a.ts';\nimport { y } from '../e2e/a.ts';"],
    ['e2e/a.ts', "import { x } from '../cli/a.ts';\nimport { y } from '../bench/a.ts';"],
  ];
  for (const [file, text] of allowed) lint(file, text);
  const { code, output } = lint('protocol/z.ts', 'export const z = 1;');
  expect(output).toContain(' 0 forbidden imports');
  expect(code).toBe(0);
});
