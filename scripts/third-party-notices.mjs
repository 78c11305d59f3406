import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from './root.mjs';
import { runMain, say } from './say.mjs';

// Writes THIRD-PARTY-NOTICES.md: every package that the app is made of, its licence, and each licence text once.

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string} version
 * @property {string} license as its package.json says
 * @property {string} text of its licence file; empty when it has none
 */

/** @param {string} folder */
function readLicenseText(folder) {
  const name = fs.readdirSync(folder).find((file) => /^(licen[cs]e|copying)([-.].*)?$/i.test(file));
  if (name === undefined || fs.statSync(path.join(folder, name)).isDirectory()) return '';
  return fs.readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim();
}

/** @returns {Part[]} the packages that package-lock.json marks as needed to run the app, as they are installed here */
function listParts() {
  /** @type {Record<string, { dev?: boolean, devOptional?: boolean, version: string }>} */
  const packages = JSON.parse(fs.readFileSync(inRoot('package-lock.json'), 'utf8')).packages;
  /** @type {Map<string, Part>} */
  const parts = new Map();
  for (const [place, { dev, devOptional, version }] of Object.entries(packages)) {
    const folder = inRoot(place);
    if (place === '' || dev === true || devOptional === true || !fs.existsSync(folder)) continue;
    const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const license =
      manifest.license?.type ?? manifest.license ?? manifest.licenses?.[0]?.type ?? 'not stated';
    const part = { name: manifest.name, version, license: String(license), text: readLicenseText(folder) };
    parts.set(`${part.name}@${version}`, part);
  }
  return [...parts.values()].sort((a, b) =>
    `${a.name}@${a.version}`.localeCompare(`${b.name}@${b.version}`, 'en'),
  );
}

/**
 * Parts a licence text from its copyright lines, so that the same licence is printed once for all who use it.
 * @param {string} text
 */
function splitCopyright(text) {
  const lines = text.split('\n');
  const isCopyright = (/** @type {string} */ line) =>
    /^\W*copyright\b.*\d{4}|^\W*copyright \(c\)/i.test(line);
  const words = lines
    .filter((line) => !isCopyright(line))
    .join('\n')
    .trim();
  return { copyright: lines.filter(isCopyright).map((line) => line.trim()), words };
}

/**
 * @param {readonly Part[]} parts
 * @returns {string}
 */
function writeNotices(parts) {
  /** @type {Map<string, { words: string, users: string[] }>} */
  const texts = new Map();
  for (const { name, version, text } of parts) {
    if (text === '') continue;
    const { copyright, words } = splitCopyright(text);
    const key = createHash('sha256').update(words.toLowerCase().replaceAll(/\W+/g, ' ')).digest('hex');
    const entry = texts.get(key) ?? { words, users: [] };
    entry.users.push(`- ${name} ${version}${copyright.length === 0 ? '' : `: ${copyright.join('; ')}`}`);
    texts.set(key, entry);
  }
  const rows = parts.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`);
  const blocks = [...texts.values()].map(
    ({ words, users }) => `${users.join('\n')}\n\n\`\`\`text\n${words}\n\`\`\``,
  );
  return [
    '# Third-party notices',
    'Loam is made with the packages below. Their licences follow, each once, after the packages that are under it.',
    ['| package | version | licence |', '| --- | --- | --- |', ...rows].join('\n'),
    ...blocks,
    '',
  ].join('\n\n');
}

await runMain(async () => {
  const parts = listParts();
  fs.writeFileSync(inRoot('THIRD-PARTY-NOTICES.md'), writeNotices(parts));
  say(`THIRD-PARTY-NOTICES.md: ${parts.length} packages`);
  return 0;
});
