import { inRoot } from './root.mjs';
import { runChild } from './run-child.mjs';
import { runMain } from './say.mjs';
import { ensureSetup } from './setup.mjs';

await runMain(async () => {
  const { node, env } = await ensureSetup();
  return runChild(node, [inRoot('cli', 'loam.ts'), ...process.argv.slice(2)], { env });
});
