import { inRoot } from './root.mjs';
import { runChild } from './run-child.mjs';
import { runMain } from './say.mjs';
import { ensureSetup } from './setup.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

// `npm run pictures`: takes the pictures of docs/images again, from the app as it is.
await runMain(async () => {
  const { node, env } = await ensureSetup();
  await ensureSystemPackages();
  const built = await runChild(node, [inRoot('scripts', 'build.mjs')], { env });
  if (built !== 0) return built;
  return runChild(node, [inRoot('e2e', 'pictures', 'take-pictures.ts'), ...process.argv.slice(2)], { env });
});
