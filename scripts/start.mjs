import { buildStale, withBundles } from './build-stale.mjs';
import { targets } from './build-targets.mjs';
import { findElectron } from './find-electron.mjs';
import { inRoot } from './root.mjs';
import { runChild } from './run-child.mjs';
import { runMain } from './say.mjs';
import { ensureSetup } from './setup.mjs';

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
    env: await withBundles(setup),
  });
});
