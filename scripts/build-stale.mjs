import { findStale, targets } from './build-targets.mjs';
import { inRoot } from './root.mjs';
import { runChild } from './run-child.mjs';
import { SetupError, say } from './say.mjs';

/**
 * Builds those of the named targets that are missing or older than their source.
 * @param {{ node: string, env: NodeJS.ProcessEnv }} setup
 * @param {string[]} names
 */
export async function buildStale({ node, env }, names) {
  const { stale, absent } = findStale(names);
  for (const name of absent) say(`Not built: ${name} (${targets[name]?.entry} does not exist).`);
  if (stale.length === 0) return;
  const code = await runChild(node, [inRoot('scripts', 'build.mjs'), ...stale], { env });
  if (code !== 0) throw new SetupError('The app could not be built: see the lines above.');
}

/**
 * Environment of the command line, with the fresh bundles of node and worker: they start several times faster than
 * the sources.
 * @param {{ node: string, env: NodeJS.ProcessEnv }} setup
 */
export async function withBundles(setup) {
  await buildStale(setup, ['node', 'blocks', 'worker']);
  return { ...setup.env, LOAM_BUNDLES: inRoot('out') };
}
