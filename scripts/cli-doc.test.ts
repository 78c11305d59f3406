import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseCommandLine } from '../cli/parse-command-line.ts';
import { CLI_DOC, cliDoc, documentedVerbs } from './cli-doc.ts';

test('docs/cli.md is what the verbs say; run `node scripts/cli-doc.ts` after a change', async () => {
  expect(readFileSync(CLI_DOC, 'utf8')).toBe(await cliDoc());
});

test('every verb says what it does, what its options do, and how it is called', async () => {
  const verbs = await documentedVerbs();
  expect(verbs.length).toBeGreaterThanOrEqual(7);
  for (const { verb, path } of verbs) {
    expect(verb.summary, path).toMatch(/^[A-Z].{10,}\.$/);
    for (const [key, { help }] of Object.entries(verb.options))
      expect(help.length, `${path} --${key}`).toBeGreaterThan(7);
    // A verb that only has subverbs shows theirs.
    if (verb.isGroup !== true) expect(verb.examples ?? [], path).not.toEqual([]);
  }
});

test('every verb that can be called has a row in the table and a section', async () => {
  const text = await cliDoc();
  const callable = (await documentedVerbs()).filter(({ verb }) => verb.isGroup !== true);
  expect(callable.map(({ path }) => path)).toContain('audit');
  for (const { path } of callable) {
    expect(text).toContain(`| [\`${path}\`](#loam-${path.replaceAll(' ', '-')}) | `);
    expect(text).toMatch(new RegExp(`^#{2,3} loam ${path}$`, 'm'));
  }
});

test('every example is one that its verb takes', async () => {
  for (const { verb: expected, path } of await documentedVerbs()) {
    for (const example of expected.examples ?? []) {
      const top = (await documentedVerbs()).find((one) => one.path === example.split(' ')[0]);
      const words = [...example.matchAll(/"([^"]*)"|(\S+)/g)].map(
        ([, quoted, plain]) => quoted ?? plain ?? '',
      );
      expect(top, example).toBeDefined();
      if (top === undefined) continue;
      expect(parseCommandLine(top.verb, words.slice(1)).path, example).toBe(path);
    }
  }
});
