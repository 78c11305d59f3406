import { withBundles } from './build-stale.mjs';
import { inRoot } from './root.mjs';
import { runChild } from './run-child.mjs';
import { runMain } from './say.mjs';
import { ensureSetup } from './setup.mjs';

await runMain(async () => {
  const setup = await ensureSetup();
  return runChild(setup.node, [inRoot('cli', 'loam.ts'), ...process.argv.slice(2)], {
    env: await withBundles(setup),
  });
});
