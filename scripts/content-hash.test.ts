import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { hashContents } from './content-hash.mjs';

test('changes with names and bytes of sources only', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'loam-hash-'));
  const at = (name: string) => path.join(folder, name);
  mkdirSync(at('inner'));
  writeFileSync(at('a.ts'), 'a');
  writeFileSync(at('inner/b.ts'), 'b');
  const first = hashContents([folder]);

  utimesSync(at('a.ts'), 1, 1);
  writeFileSync(at('a.test.ts'), 'a test');
  mkdirSync(at('node_modules'));
  writeFileSync(at('node_modules/c.ts'), 'c');
  expect(hashContents([folder])).toBe(first);

  writeFileSync(at('inner/b.ts'), 'B');
  const second = hashContents([folder]);
  expect(second).not.toBe(first);
  renameSync(at('inner/b.ts'), at('inner/c.ts'));
  expect(hashContents([folder])).not.toBe(second);
  rmSync(folder, { recursive: true });
  expect(hashContents([folder])).not.toBe(first);
});
