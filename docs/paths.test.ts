import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

/** Markdown files of the project that name files of the project. */
function documents(): string[] {
  const inDocs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name));
  return ['README.md', 'CHANGELOG.md', ...inDocs];
}

/** Paths in backticks or links that begin with a folder of ours. */
function namedPaths(text: string): string[] {
  const folder = '(?:protocol|contracts|worker|node|main|preload|renderer|cli|assets|e2e|bench|docs|scripts)';
  const inTicks = text.matchAll(new RegExp(`\`(${folder}/[\\w./-]*)\``, 'g'));
  const inLinks = text.matchAll(/\]\((?!https?:|#)([^)#]+)/g);
  return [...inTicks, ...inLinks].map((match) => match[1] ?? '');
}

test.each(documents())('every file that %s names exists', (document) => {
  const folder = resolve(ROOT, document, '..');
  const missing = namedPaths(readFileSync(join(ROOT, document), 'utf8')).filter(
    (path) => !existsSync(join(ROOT, path)) && !existsSync(join(folder, path)),
  );
  expect(missing).toEqual([]);
});

test('a path that does not exist is noticed', () => {
  expect(namedPaths('see `node/no/such-file.ts` and [this](docs/nothing.md)')).toEqual([
    'node/no/such-file.ts',
    'docs/nothing.md',
  ]);
});
