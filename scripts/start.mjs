import { findStale, targets } from './build-targets.mjs';
import { findElectron } from './find-electron.mjs';
import { inRoot } from './root.mjs';
import { runChild } from './run-child.mjs';
import { runMain, SetupError, say } from './say.mjs';
import { ensureSetup } from './setup.mjs';

/**
 * Builds those of the named targets that are missing or older than their source.
 * @param {{ node: string, env: NodeJS.ProcessEnv }} setup
 * @param {string[]} names
 */
async function buildStale({ node, env }, names) {
  const { stale, absent } = findStale(names);
  for (const name of absent) say(`Not built: ${name} (${targets[name]?.entry} does not exist).`);
  if (stale.length === 0) return;
  const code = await runChild(node, [inRoot('scripts', 'build.mjs'), ...stale], { env });
  if (code !== 0) throw new SetupError('The app could not be built: see the lines above.');
}

await runMain(async () => {
  const words = process.argv.slice(2);
  const setup = await ensureSetup();
  const electron = words.includes('--browser') ? undefined : await findElectron(setup);
  const rest = words.filter((word) => word !== '--browser');
  if (electron !== undefined) {
    await buildStale(setup, Object.keys(targets));
    return runChild(electron, [inRoot(), ...rest], { env: setup.env });
  }
  await buildStale(setup, ['page']);
  return runChild(setup.node, [inRoot('cli', 'loam.ts'), 'serve', '--open-hint', ...rest], {
    env: setup.env,
  });
});
