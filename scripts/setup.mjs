import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { arePackagesReady, ensurePackages } from './packages.mjs';
import { inRoot } from './root.mjs';
import { runMain, say } from './say.mjs';
import { withSetupLock } from './setup-lock.mjs';
import { ensureNode, findNode } from './toolchain.mjs';

/**
 * Installs what is missing (Node, packages) and says so; does nothing, quickly, when all is there.
 * @returns {Promise<{ node: string, env: NodeJS.ProcessEnv }>} the Node to run things with, and an environment in
 * which `node` and the packages' commands are the ones of this checkout
 */
export async function ensureSetup() {
  const found = findNode();
  const node = found !== undefined && arePackagesReady() ? found : await withSetupLock(installMissing);
  const folders = [path.dirname(node), inRoot('node_modules', '.bin')];
  const search = [...folders, process.env.PATH ?? ''].join(path.delimiter);
  return { node, env: { ...process.env, PATH: search } };
}

async function installMissing() {
  const node = await ensureNode();
  await ensurePackages(node);
  return node;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await runMain(async () => {
    const { node } = await ensureSetup();
    say(`Everything is in place (Node at ${path.relative(inRoot(), node)}).`);
    return 0;
  });
