import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { allVerbs, runCommand } from './run-command.ts';
import type { Verb } from './verb.ts';

interface Named {
  readonly verb: Verb;
  readonly path: string;
}
const walk = (verb: Verb, path: string): Named[] => [
  { verb, path },
  ...(verb.subverbs ?? []).flatMap((below) => walk(below, `${path} ${below.name}`)),
];
/** Every verb and subverb, so that a new one is tested without being named here. */
const ALL = (await allVerbs()).flatMap((verb) => walk(verb, verb.name));
const JUNK = ['\u2603', '$(id)', '../../x', '\u202eabc', '9'.repeat(400), 'a'.repeat(5_000)];

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'loam-junk-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Runs a command line in this process. */
async function loam(...args: string[]) {
  const said = { out: '', err: '' };
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said.out += String(text);
    return true;
  });
  const into = (key: 'out' | 'err') => ({ write: (text: string) => (said[key] += text) });
  try {
    const code = await runCommand(args, { out: into('out'), err: into('err') });
    return { code, ...said };
  } finally {
    stdout.mockRestore();
  }
}

async function refuses(args: string[]) {
  const { code, out, err } = await loam(...args);
  expect({ args: args.map((arg) => arg.slice(0, 40)), code, out }).toMatchObject({ code: 2, out: '' });
  expect(err).toContain('(USAGE)');
  expect(err).not.toMatch(/ {4}at /);
}

test('there are verbs and subverbs to test', () => {
  expect(ALL.length).toBeGreaterThan(60);
  expect(ALL.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['dispute close', 'validator history import', 'audit']),
  );
});

test.each(ALL)('loam $path refuses options that it does not know', async ({ verb, path }) => {
  const place = ['--data-dir', join(dir, 'none')];
  await refuses([...path.split(' '), '--nonsense', ...place]);
  await refuses([...path.split(' '), '--json=yes', ...place]);
  for (const [name, { type }] of Object.entries(verb.options))
    await refuses([...path.split(' '), type === 'string' ? `--${name}` : `--${name}=x`]);
  expect(existsSync(join(dir, 'none'))).toBe(false);
});

test.each(ALL.filter(({ verb }) => !verb.usage.includes('…')))(
  'loam $path refuses more words than it takes',
  async ({ verb, path }) => {
    const place = ['--data-dir', join(dir, 'none')];
    const words = verb.usage.match(/<[^<>]*>|\[[^\]]*\]/g)?.length ?? 0;
    for (const junk of JUNK)
      await refuses([...path.split(' '), ...Array.from({ length: words + 1 }, () => junk), ...place]);
    expect(readdirSync(dir)).toEqual([]);
  },
);

test.each(ALL.filter(({ verb }) => verb.usage.startsWith('<')))(
  'loam $path without its words says which',
  ({ path }) => refuses([...path.split(' '), '--data-dir', join(dir, 'none')]),
);
