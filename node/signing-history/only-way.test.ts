import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** What signs for a validator, and the only files of the product that may do it: each inside {@link guardedSign}. */
const SIGNING: readonly {
  readonly what: string;
  readonly pattern: RegExp;
  readonly only: readonly string[];
}[] = [
  {
    what: 'signing an attestation',
    pattern: /primaryType: 'Attestation'/,
    // The double watch checks signatures, it makes none.
    only: ['node/roles/validator.ts', 'node/signing-history/double-watch.ts'],
  },
  { what: 'sending a commitment', pattern: /actions\/commit\.ts'/, only: ['node/roles/validator.ts'] },
  { what: 'giving a salt', pattern: /actions\/commit-salt\.ts'/, only: ['node/roles/validator.ts'] },
  { what: 'signing a commitment for others to post', pattern: /primaryType: 'Commitment'/, only: [] },
];

function sources(): { file: string; text: string }[] {
  return ['node', 'cli', 'main', 'worker'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.includes(`${sep}fixtures${sep}`))
      .map((path) => ({
        file: relative(ROOT, path).split(sep).join('/'),
        text: readFileSync(path, 'utf8'),
      })),
  );
}

test.each(SIGNING)('$what happens in one place only', ({ pattern, only }) => {
  const found = sources().filter(({ text }) => pattern.test(text));
  expect(found.map(({ file }) => file).sort()).toEqual([...only].sort());
});

test('in that place every one of them is asked for through the guard', () => {
  const text = readFileSync(join(ROOT, 'node/roles/validator.ts'), 'utf8');
  const guarded = [...text.matchAll(/this\.#guarded\(\s*\{[^}]*\},\s*(?:async )?\(\) =>([^;]*);/g)].map(
    ([, body = '']) => body,
  );
  for (const call of [/\bcommit\(chain/g, /\bcommitSalt\(chain/g, /this\.#sign\(/g]) {
    const all = text.match(call)?.length;
    expect(all).toBe(1);
    expect(guarded.filter((body) => new RegExp(call.source).test(body))).toHaveLength(1);
  }
});
