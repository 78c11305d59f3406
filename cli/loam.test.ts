import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { testPlace } from '../node/fixtures/test-node.ts';
import { allVerbs, runCommand } from './run-command.ts';

const place = testPlace();
afterAll(() => place.remove());

const VERBS = (await allVerbs()).map(({ name }) => name);

/** Runs the command line as people do. */
function loam(args: readonly string[], more: Record<string, string> = {}) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const { NODE_OPTIONS: _options, LOAM_DEBUG: _debug, ...env } = process.env;
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, 'loam.ts'), ...args],
      { env: { ...env, LOAM_MODEL_DIR: place.modelDir, LOAM_DATA_DIR: join(place.dir, 'data'), ...more } },
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
    child.stdin?.end();
  });
}

/** The same in this process, for what starts nothing. */
async function here(args: readonly string[]) {
  const said = { out: '', err: '' };
  const into = (key: 'out' | 'err') => ({ write: (text: string) => (said[key] += text) });
  const code = await runCommand(args, { out: into('out'), err: into('err') });
  return { code, ...said };
}

test('without a verb it lists them all', async () => {
  const { code, out, err } = await here([]);
  expect(code).toBe(0);
  expect(err).toBe('');
  for (const verb of VERBS) expect(out).toMatch(new RegExp(`^  ${verb} .*[A-Z].*\\.$`, 'm'));
});

test.each(['nonsense', 'constructor', '__proto__'])(
  'an unknown verb (%s) is named, exit code 2',
  async (verb) => {
    const { code, out, err } = await here([verb]);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(`There is no verb '${verb}'.`);
    expect(err).toContain('loam <verb>');
  },
);

test.each(VERBS)('loam %s --help shows its options', async (verb) => {
  const { code, out } = await here([verb, '--help']);
  expect(code).toBe(0);
  expect(out).toMatch(new RegExp(`^loam ${verb}\\b`));
  expect(out).toContain('--json');
  expect(out).toContain('--data-dir');
});

test.each(VERBS)('loam help %s says the same as --help', async (verb) => {
  const asked = await here(['help', verb]);
  expect(asked.code).toBe(0);
  expect(asked.out).toBe((await here([verb, '--help'])).out);
});

test.each([
  { args: ['status', '--nonsense'], says: 'nonsense' },
  { args: ['status', 'extra'], says: "does not take 'extra'" },
  { args: ['audit'], says: 'which model version' },
  { args: ['audit', 'one'], says: 'which model version' },
  { args: ['audit', '0'], says: 'which model version' },
  { args: ['serve', '--port', '99999'], says: "'99999' is no port" },
  { args: ['serve', '--port'], says: 'port' },
  { args: ['pretrain', '--corpora', 'x'], says: '--out' },
  { args: ['pretrain', '--corpora', 'x', '--out', 'y', '--minutes=0'], says: 'above 0' },
])('$args ends with 2, the reason and a hint', async ({ args, says }) => {
  const { code, out, err } = await here(args);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain(says);
  expect(err).toContain(`See 'loam ${args[0]} --help'.`);
  expect(err).toContain('(USAGE)');
  expect(err).not.toMatch(/ {4}at /);
});

test('status without any data says so and makes none', async () => {
  const missing = join(place.dir, 'never');
  const { code, out } = await loam(['status', '--json', '--data-dir', missing]);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({ dataDir: missing, exists: false });
  expect(readdirSync(place.dir)).not.toContain('never');
});

test('status on an empty folder shows the model', async () => {
  mkdirSync(join(place.dir, 'empty'));
  const { code, out, err } = await loam(['status', '--data-dir', join(place.dir, 'empty')]);
  expect(err).toBe('');
  expect(code).toBe(0);
  expect(out).toMatch(/^Loam \d+\.\d+\.\d+, data in /);
  expect(out).toContain('Model     Tiny 0.0M, ready');
  expect(out).toContain('Lessons   0, of which 0 learned');
});

test('a command line that is wrong ends the process with 2', async () => {
  const { code, err } = await loam(['audit', 'one']);
  expect(code).toBe(2);
  expect(err).toContain("See 'loam audit --help'.");
});

test('a folder of somebody else’s is refused with 3', async () => {
  const { code, err } = await loam(['status', '--data-dir', place.modelDir]);
  expect(code).toBe(3);
  expect(err).toContain('(DATA_FOLDER_INVALID)');
});

test('one question gets one answer, which is then in the data folder', async () => {
  const { code, out, err } = await loam(['chat', '--json', 'What', 'is', '3', '+', '4?']);
  expect(err).toBe('');
  expect(code).toBe(0);
  const line = JSON.parse(out.trim().split('\n').at(-1) ?? '');
  expect(line).toMatchObject({ question: 'What is 3 + 4?', stats: { contextTokens: 192 } });
  expect(line.answer.length).toBeGreaterThan(0);
  const status = JSON.parse((await loam(['status', '--json'])).out);
  expect(status).toMatchObject({ exists: true, chats: 1, lessons: 0, status: { model: { state: 'ready' } } });
});

test('without a model the answer is why, exit code 3', async () => {
  const { code, err } = await loam(['chat', 'Hi'], { LOAM_MODEL_DIR: join(place.dir, 'gone') });
  expect(code).toBe(3);
  expect(err).toMatch(/config\.json cannot be read.*\n.*\n\(MODEL_MISSING\)/);
});
