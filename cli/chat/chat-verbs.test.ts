import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { testPlace } from '../../node/fixtures/test-node.ts';

const place = testPlace();
afterAll(() => place.remove());

/** Runs the command line as people do; `data` names a data folder. */
function loam(data: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const { NODE_OPTIONS: _options, LOAM_DEBUG: _debug, ...env } = process.env;
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, '..', 'loam.ts'), 'chat', ...args],
      { env: { ...env, LOAM_MODEL_DIR: place.modelDir, LOAM_DATA_DIR: join(place.dir, data) } },
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
    child.stdin?.end();
  });
}

const lastLine = (out: string) => JSON.parse(out.trim().split('\n').at(-1) ?? '');

test('a chat is found, exported, and found again where it was imported', async () => {
  const asked = await loam('one', 'Where do the bees sleep?', '--json');
  expect(asked.code, asked.err).toBe(0);
  const exported = await loam('one', 'export', '--to', place.dir, '--json');
  expect(exported.code, exported.err).toBe(0);
  const [file] = lastLine(exported.out).files as string[];
  expect(readFileSync(file ?? '', 'utf8')).toContain('"loam-chats"');

  const imported = await loam('two', 'import', file ?? '', '--json');
  expect(imported.err).toBe('');
  expect(lastLine(imported.out)).toEqual({ chats: 1, messages: 2 });
  const found = await loam('two', 'search', 'bees', 'sle', '--json');
  expect(found.code).toBe(0);
  expect(lastLine(found.out).hits).toMatchObject([{ role: 'user', chatTitle: 'Where do the bees sleep?' }]);
  const nothing = await loam('two', 'search', 'wasps');
  expect(nothing).toMatchObject({ code: 1, out: 'Nothing was found.\n' });
  // Five starts of the whole program, wherever the cores are busy with others.
}, 300_000);

test('a file that holds no chats is refused with its reason', async () => {
  const file = join(place.dir, 'other.json');
  writeFileSync(file, '{"conversations":[]}');
  const { code, err } = await loam('three', 'import', file);
  expect(code).toBe(3);
  expect(err).toContain('does not hold chats of Loam');
  for (const args of [['import'], ['search'], ['export', '--format', 'pdf']])
    expect((await loam('three', ...args)).code).toBe(2);
}, 300_000);
