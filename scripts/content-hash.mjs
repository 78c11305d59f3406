import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

const ignored = new Set(['node_modules', 'out', 'cache', '.cache']);

/**
 * Files below a folder, sorted, without tests and without what tools put there.
 * @param {string} folder
 * @returns {string[]}
 */
function listFiles(folder) {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (ignored.has(entry.name) || /\.test\.tsx?$/.test(entry.name)) return [];
      const place = path.join(folder, entry.name);
      return entry.isDirectory() ? listFiles(place) : [place];
    });
}

/**
 * One hash over the names and bytes of files and folders of the checkout. A place that is missing counts as such.
 * @param {readonly string[]} places relative to the checkout
 * @returns {string} sha256 in hex
 */
export function hashContents(places) {
  const hash = createHash('sha256');
  for (const place of places) {
    const absolute = path.resolve(root, place);
    if (!fs.existsSync(absolute)) {
      hash.update(`missing ${place}\0`);
      continue;
    }
    const files = fs.statSync(absolute).isDirectory() ? listFiles(absolute) : [absolute];
    for (const file of files) {
      const bytes = fs.readFileSync(file);
      hash.update(`${path.relative(root, file)}\0${bytes.length}\0`).update(bytes);
    }
  }
  return hash.digest('hex');
}
