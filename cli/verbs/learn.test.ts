import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { testPlace } from '../../node/fixtures/test-node.ts';
import { runCommand } from '../run-command.ts';

const place = testPlace();
afterAll(() => place.remove());

/** Runs the command line as people do. */
function loam(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const { NODE_OPTIONS: _options, LOAM_DEBUG: _debug, ...env } = process.env;
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, '..', 'loam.ts'), 'learn', ...args],
      { env: { ...env, LOAM_MODEL_DIR: place.modelDir, LOAM_DATA_DIR: join(place.dir, 'data') } },
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
    child.stdin?.end();
  });
}

test('a schedule is set, kept, and says why it waits; lessons are learned on demand', async () => {
  const set = await loam(
    'schedule',
    '--on',
    '--hours',
    '22:00-07:30',
    '--battery',
    '40',
    '--max-load',
    '20',
    '--json',
  );
  expect(set.err).toBe('');
  expect(JSON.parse(set.out.trim().split('\n').at(-1) ?? '')).toMatchObject({
    state: 'collecting',
    schedule: {
      enabled: true,
      rules: { batteryPercent: 40, hours: { from: 1_320, to: 450 }, maxLoad: 0.2 },
      alwaysShare: [],
    },
  });
  const { code, out } = await loam('status');
  expect(code).toBe(0);
  expect(out).toContain('0 of 3 new lessons');
  expect(out).toContain('22:00 to 07:30');
  const run = await loam('run', '--steps', '3', '--json');
  expect(run.code).toBe(0);
  expect(JSON.parse(run.out.trim().split('\n').at(-1) ?? '')).toMatchObject({ state: 'done', lessons: 0 });
  // Three starts of the whole program, wherever the cores are busy with others.
}, 240_000);

test.each([
  ['schedule', '--hours', '25:00-07:00'],
  ['schedule', '--battery', 'often'],
  ['schedule', '--min-lessons', '0'],
  ['schedule', '--on', '--off'],
  ['run', '--steps', '1.5'],
  ['nonsense'],
])('loam learn %s %s %s is refused before anything starts', async (...args) => {
  const said = { out: '', err: '' };
  const into = (key: 'out' | 'err') => ({ write: (text: string) => (said[key] += text) });
  const words = args.filter((word) => word !== undefined);
  expect(await runCommand(['learn', ...words], { out: into('out'), err: into('err') })).toBe(2);
  expect(said.err).toMatch(/[a-z]/);
});
