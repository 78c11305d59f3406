import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const PAGE = join(ROOT, 'out', 'renderer');

/** Kilobytes of the built page. */
export interface BundleFigures {
  /** Scripts and styles that are fetched before Chat can be used. */
  readonly firstKB: number;
  /** All scripts and styles, most of them fetched when somebody first goes there. */
  readonly allKB: number;
}

/** Adds up the page that lies in out/renderer. */
export function measureBundle(): BundleFigures {
  const index = readFileSync(join(PAGE, 'index.html'), 'utf8');
  const first = [...index.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, file]) => file ?? '',
  );
  const all = readdirSync(join(PAGE, 'assets')).filter((file) => /\.(?:js|css)$/.test(file));
  const kilobytes = (files: readonly string[]) =>
    files.reduce((sum, file) => sum + statSync(join(PAGE, file)).size, 0) / 1_000;
  return { firstKB: kilobytes(first), allKB: kilobytes(all.map((file) => `assets/${file}`)) };
}

/** Megabytes of a folder, links not followed. */
export function measureFolder(folder: string): number {
  return (
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0) / 1e6
  );
}
