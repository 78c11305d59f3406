import { findStale, markBuilt, targets } from './build-targets.mjs';
import { hashContents } from './content-hash.mjs';
import { inRoot } from './root.mjs';
import { runMain, SetupError, say, seconds } from './say.mjs';

// Runs on the Node of ensureSetup(): `node scripts/build.mjs [target …] [--force]`.

/** Packages with native code, WebAssembly or files of their own, which stay in node_modules. */
const external = [
  'electron',
  'onnxruntime-node',
  'onnxruntime-web',
  'onnxruntime-web/*',
  'libsql',
  '@libsql/*',
  '@napi-rs/keyring',
  'classic-level',
  'node-datachannel',
  '@foundry-rs/*',
];

/** CommonJS packages inside an ES module still ask for Node's own modules by require(). */
const requireBanner =
  "import { createRequire as __createRequire } from 'node:module'; globalThis.require ??= __createRequire(import.meta.url);";

/** KaTeX brings each font three times; every browser that the page runs in reads the smallest kind. */
const onlyWoff2 = {
  name: 'only-woff2',
  enforce: /** @type {const} */ ('pre'),
  /** @param {string} code @param {string} id */
  transform: (code, id) =>
    /katex\.min\.css/.test(id)
      ? code.replace(/,url\([^)]+\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)/g, '')
      : null,
};

async function buildPage() {
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  await build({
    configFile: false,
    root: inRoot('renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [react(), onlyWoff2],
    // The kind made for browsers lets the browser parse KaTeX's HTML, which reports each style in it as a breach of policy.
    resolve: {
      alias: {
        'hast-util-from-html-isomorphic': inRoot(
          'node_modules',
          'hast-util-from-html-isomorphic',
          'index.js',
        ),
      },
    },
    build: {
      outDir: inRoot('out', 'renderer'),
      emptyOutDir: true,
      target: 'chrome130',
      // The page's content security policy allows no data: addresses except for small images.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1500,
    },
  });
}

/** @param {import('./build-targets.mjs').Target} target */
async function bundle(target) {
  const { build } = await import('esbuild');
  const isModule = target.kind === 'esm';
  await build({
    entryPoints: [inRoot(target.entry)],
    outfile: inRoot(target.output),
    bundle: true,
    platform: 'node',
    // The oldest host is the test build of Electron, with Node 20.
    target: 'node20',
    format: target.kind === 'cjs' ? 'cjs' : 'esm',
    mainFields: ['module', 'main'],
    banner: isModule ? { js: requireBanner } : {},
    external,
    sourcemap: 'linked',
    legalComments: 'none',
    logLevel: 'silent',
  });
}

await runMain(async () => {
  const words = process.argv.slice(2);
  const asked = words.filter((word) => !word.startsWith('--'));
  const names = asked.length === 0 ? Object.keys(targets) : asked;
  const unknown = names.find((name) => targets[name] === undefined);
  if (unknown !== undefined)
    throw new SetupError(
      `No build target is named ${unknown}.`,
      `Targets: ${Object.keys(targets).join(', ')}`,
    );
  const { stale, absent } = findStale(names);
  for (const name of absent) say(`Not built: ${name} (${targets[name]?.entry} does not exist).`);
  for (const name of words.includes('--force') ? names.filter((name) => !absent.includes(name)) : stale) {
    const target = targets[name];
    if (target === undefined) continue;
    const started = Date.now();
    const contents = hashContents(target.inputs);
    await (target.kind === 'page' ? buildPage() : bundle(target)).catch((error) => {
      throw new SetupError(`${name} could not be built: ${error instanceof Error ? error.message : error}`);
    });
    markBuilt(name, contents);
    say(`Built ${name} (${seconds(Date.now() - started)}).`);
  }
  return 0;
});
