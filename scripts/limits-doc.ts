import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '..');
const FOLDERS = ['protocol', 'node', 'worker', 'main', 'renderer', 'cli'];

/** Where the list of limits lies. */
export const LIMITS_DOC = join(ROOT, 'docs', 'limits.md');

/** One named number of a limits.ts. */
export interface Limit {
  readonly file: string;
  readonly name: string;
  readonly value: string;
  readonly what: string;
}

/** Every limits.ts of the product, by path. */
export function limitFiles(): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name === 'limits.ts')
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/')),
  ).sort();
}

/** The exported constants of one limits.ts with the comment above each. */
export async function readLimits(file: string): Promise<Limit[]> {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const values: Record<string, unknown> = await import(pathToFileURL(join(ROOT, file)).href);
  return Object.keys(values)
    .filter((name) => typeof values[name] !== 'function')
    .sort((a, b) => place(text, a) - place(text, b))
    .map((name) => {
      const comment = new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*export const ${name}\\b`).exec(text)?.[1];
      return { file, name, value: show(values[name]), what: plain(comment ?? '') };
    });
}

/** The whole document. */
export async function limitsDoc(): Promise<string> {
  const parts = [
    '# Limits',
    '',
    'Every limit of Loam, its value and its unit. Written by `node scripts/limits-doc.ts` from the constants themselves.',
  ];
  for (const file of limitFiles()) {
    parts.push('', `## ${file}`, '', '| Limit | Value | What it bounds |', '| --- | ---: | --- |');
    for (const { name, value, what } of await readLimits(file))
      parts.push(`| \`${name}\` | ${value} | ${what} |`);
  }
  return `${parts.join('\n')}\n`;
}

/** Where a constant stands in its file, so that the document keeps the order of the code. */
function place(text: string, name: string): number {
  return text.search(new RegExp(`export const ${name}\\b`));
}

function show(value: unknown): string {
  if (typeof value === 'bigint' || typeof value === 'number')
    return String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f');
  if (typeof value === 'string') return value;
  return Object.entries(value as object)
    .map(([key, part]) => `${key} ${show(part)}`)
    .join(', ');
}

function plain(comment: string): string {
  return comment
    .replace(/^\s*\*/gm, '')
    .replace(/\{@link ([^}]+)\}/g, '`$1`')
    .replace(/\|/g, '\\|')
    .replace(/\s+/g, ' ')
    .trim();
}

if (import.meta.filename === process.argv[1]) writeFileSync(LIMITS_DOC, await limitsDoc());
