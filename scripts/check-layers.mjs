import fs from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSync, Visitor } from 'oxc-parser';
import { kept, layers } from './layers.mjs';
import { root } from './root.mjs';
import { runMain, say } from './say.mjs';

const sourceFile = /\.(?:ts|tsx|mts|cts|js|mjs|cjs)$/;
const testFile = /\.(?:test|spec)\.tsx?$/;
const skipped = new Set(['node_modules', 'out', 'cache', 'generated']);

/**
 * Every module that a source text imports: statically, for types, by re-export, by import() and by require().
 * @param {string} name file name, which says how to read it
 * @param {string} text
 * @returns {{ specifier: string, line: number }[]}
 */
export function findImports(name, text) {
  const { module, program, errors } = parseSync(name, text);
  if (errors.length > 0) throw new Error(`${name} cannot be parsed: ${errors[0]?.message}`);
  /** @param {number} at */
  const line = (at) => text.slice(0, at).split('\n').length;
  const found = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest),
    ...module.staticExports.flatMap(({ entries }) => entries.map((entry) => entry.moduleRequest)),
  ].flatMap((request) => (request ? [{ specifier: request.value, line: line(request.start) }] : []));
  for (const { moduleRequest } of module.dynamicImports) {
    const specifier = /^(['"`])([^'"`$]*)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[2];
    if (specifier !== undefined) found.push({ specifier, line: line(moduleRequest.start) });
  }
  if (/\b(?:require|import)\s*\(/.test(text)) found.push(...findOtherImports(program, line));
  return found;
}

/**
 * What is no part of a module's record: types by import('…') and CommonJS.
 * @param {import('oxc-parser').Program} program
 * @param {(at: number) => number} line
 */
function findOtherImports(program, line) {
  /** @type {{ specifier: string, line: number }[]} */
  const found = [];
  const visitor = new Visitor({
    TSImportType: ({ source }) => void found.push({ specifier: source.value, line: line(source.start) }),
    CallExpression({ callee, arguments: [first] }) {
      const isRequire = callee.type === 'Identifier' && callee.name === 'require';
      if (isRequire && first?.type === 'Literal' && typeof first.value === 'string')
        found.push({ specifier: first.value, line: line(first.start) });
    },
  });
  visitor.visit(program);
  return found;
}

/**
 * Why a file may not import a module; undefined when it may.
 * @param {string} file relative to the checkout, with /
 * @param {string} specifier
 * @returns {string | undefined}
 */
export function judgeImport(file, specifier) {
  const folder = file.split('/')[0] ?? '';
  const layer = layers[folder];
  if (layer === undefined) return undefined;
  if (specifier.startsWith('.') || path.posix.isAbsolute(specifier)) {
    const target = path.posix.join(path.posix.dirname(file), specifier).split('/')[0] ?? '';
    if (path.posix.isAbsolute(specifier) || target === '..') return 'lies outside the checkout';
    const isKnown = target === folder || layers[target] === undefined || layer.own.includes(target);
    return isKnown ? undefined : `${folder}/ may not import ${target}/`;
  }
  if (isBuiltin(specifier) && !layer.nodeModules && !testFile.test(file))
    return `${folder}/ may not use Node's own modules`;
  const rule = kept.find(({ packages }) => packages.test(specifier));
  if (rule !== undefined && !rule.folders.includes(folder))
    return `${specifier} belongs to ${rule.folders.map((name) => `${name}/`).join(', ')} only`;
  return undefined;
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function listSources(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : listSources(place);
    return sourceFile.test(entry.name) && !entry.name.endsWith('.d.ts') ? [place] : [];
  });
}

/**
 * Checks every source file below a checkout.
 * @param {string} checkout
 * @returns {{ files: number, faults: string[] }}
 */
export function checkLayers(checkout) {
  const folders = Object.keys(layers).filter((name) => fs.existsSync(path.join(checkout, name)));
  const files = folders.flatMap((name) => listSources(path.join(checkout, name)));
  const faults = files.flatMap((place) => {
    const file = path.relative(checkout, place).split(path.sep).join('/');
    return findImports(place, fs.readFileSync(place, 'utf8')).flatMap(({ specifier, line }) => {
      const reason = judgeImport(file, specifier);
      return reason === undefined ? [] : [`${file}:${line} imports '${specifier}': ${reason}`];
    });
  });
  return { files: files.length, faults };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await runMain(async () => {
    const { files, faults } = checkLayers(root);
    for (const fault of faults) say(fault);
    say(`${files} files, ${faults.length} forbidden imports`);
    return faults.length === 0 ? 0 : 1;
  });
