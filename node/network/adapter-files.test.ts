import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { alteredAdapterFile, ensureAdapterFiles, readAdapterFiles } from './adapter-files.ts';

const files = { adapterConfig: Uint8Array.of(1, 2), adapterModel: Uint8Array.of(3, 4, 5) };
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'loam-adapter-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('a changed adapter is named and replaced', () => {
  const at = join(dir, 'a');
  ensureAdapterFiles(at, files);
  expect(alteredAdapterFile(at, files)).toBeUndefined();
  const model = join(at, 'adapter_model.safetensors');
  const bytes = readFileSync(model);
  bytes[1] = 9;
  writeFileSync(model, bytes);
  expect(alteredAdapterFile(at, files)).toBe('adapter_model.safetensors');
  ensureAdapterFiles(at, files);
  expect(readAdapterFiles(at)).toEqual(files);
});

test('half of a pair is completed and is no alteration', () => {
  const at = join(dir, 'b');
  mkdirSync(at);
  writeFileSync(join(at, 'adapter_config.json'), files.adapterConfig);
  expect(alteredAdapterFile(at, files)).toBeUndefined();
  ensureAdapterFiles(at, files);
  expect(readAdapterFiles(at)).toEqual(files);
});
