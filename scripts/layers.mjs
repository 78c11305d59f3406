/**
 * Who may import whom. A folder that is not listed is not checked.
 *
 * @typedef {object} Layer
 * @property {readonly string[]} own other folders of ours that this one may import
 * @property {boolean} nodeModules whether `node:` modules may be imported (tests beside the code always may)
 */

const code = [
  'protocol',
  'worker',
  'node',
  'main',
  'preload',
  'renderer',
  'cli',
  'contracts',
  'scripts',
  'bench',
];

/** @type {Record<string, Layer>} */
export const layers = {
  protocol: { own: [], nodeModules: false },
  worker: { own: ['protocol'], nodeModules: true },
  node: { own: ['protocol'], nodeModules: true },
  preload: { own: ['protocol'], nodeModules: false },
  renderer: { own: ['protocol'], nodeModules: false },
  main: { own: ['protocol'], nodeModules: true },
  cli: { own: ['protocol', 'node'], nodeModules: true },
  // Solidity imports nothing of ours; the scripts beside it generate protocol/generated and read what goes there.
  contracts: { own: ['protocol'], nodeModules: true },
  // docs/cli.md is written from the verbs themselves; a test of the page's words reads its files.
  scripts: { own: ['cli', 'renderer'], nodeModules: true },
  // Measures under kills with the processes that the demo's tests start.
  bench: { own: [...code, 'e2e'], nodeModules: true },
  e2e: { own: code, nodeModules: true },
};

/**
 * npm packages that belong to some folders only.
 * @type {readonly { packages: RegExp, folders: readonly string[] }[]}
 */
export const kept = [
  { packages: /^electron(\/|$)/, folders: ['main', 'preload', 'e2e'] },
  { packages: /^onnxruntime-/, folders: ['worker', 'bench'] },
  {
    packages: /^(libsql|helia|libp2p|blockstore-fs|datastore-level)(\/|$)/,
    folders: ['node', 'bench', 'e2e'],
  },
  { packages: /^@(helia|libp2p|orbitdb|multiformats)\//, folders: ['node', 'bench', 'e2e'] },
  { packages: /^(react|react-dom|lucide-react|zustand|wagmi)(\/|$)/, folders: ['renderer', 'e2e'] },
  { packages: /^@foundry-rs\//, folders: ['node', 'contracts', 'e2e', 'bench'] },
];
