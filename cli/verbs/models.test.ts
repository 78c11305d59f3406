import { execFile } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { testPlace } from '../../node/fixtures/test-node.ts';
import { entryFor, servedFiles, startModelServer } from '../../node/models/fixtures/model-server.ts';

const place = testPlace();
const other = join(place.dir, 'other');
cpSync(place.modelDir, other, { recursive: true });
writeFileSync(
  join(other, 'config.json'),
  readFileSync(join(other, 'config.json'), 'utf8').replace('"Tiny"', '"Other"'),
);
const server = await startModelServer(servedFiles(other, 'served'));
afterAll(async () => {
  await server.close();
  place.remove();
});

/** Runs the command line as people do; its last line as JSON. */
function loam(...args: string[]): Promise<{ code: number; last: unknown; err: string }> {
  return new Promise((done) => {
    const { NODE_OPTIONS: _options, LOAM_DEBUG: _debug, ...env } = process.env;
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, '..', 'loam.ts'), 'models', ...args, '--json'],
      { env: { ...env, LOAM_MODEL_DIR: place.modelDir, LOAM_DATA_DIR: join(place.dir, 'data') } },
      (error, out, err) => {
        const line = out.trim().split('\n').at(-1) ?? '';
        done({
          code: error === null ? 0 : Number(error.code),
          last: line === '' ? null : JSON.parse(line),
          err,
        });
      },
    );
    child.stdin?.end();
  });
}

test('a catalogue is imported, its model downloaded, used over a restart, and removed', async () => {
  const catalogue = join(place.dir, 'catalogue.json');
  const models = [entryFor(other, 'served', [server.origin])];
  writeFileSync(catalogue, JSON.stringify({ format: 'loam-models', version: 1, models }));
  expect(await loam('import', catalogue)).toMatchObject({ code: 0, last: { added: ['served'] } });
  expect(await loam('download', 'served')).toMatchObject({ code: 0, last: { state: 'here' } });
  expect(await loam('use', 'served')).toMatchObject({ code: 0, last: { id: 'served' } });
  expect(await loam('list')).toMatchObject({ code: 0, last: { current: 'served' } });
  expect((await loam('remove', 'served')).err).toContain('MODEL_IN_USE');
  await loam('use', 'seedling');
  expect((await loam('remove', 'served')).code).toBe(0);
}, 180_000);

test('a tampered download ends with an error, and an unknown model is named with those that there are', async () => {
  server.behaviour = { tampered: true };
  const catalogue = join(place.dir, 'again.json');
  const models = [entryFor(other, 'served', [server.origin])];
  writeFileSync(catalogue, JSON.stringify({ format: 'loam-models', version: 1, models }));
  await loam('import', catalogue);
  const tampered = await loam('download', 'served');
  expect(tampered.code).not.toBe(0);
  expect(tampered.err).toContain('DOWNLOAD_TAMPERED');
  expect((await loam('use', 'nobody')).err).toContain('MODEL_UNKNOWN');
}, 120_000);
