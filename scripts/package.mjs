import { inRoot } from './root.mjs';
import { runChild } from './run-child.mjs';
import { runMain, say } from './say.mjs';
import { ensureSetup } from './setup.mjs';

/**
 * Makes the packaged app, unpacked, in release/. With --test-electron it stands on the test build of Electron, for
 * machines that cannot fetch the real one; such a package is for tests and is never given to anybody.
 */
await runMain(async () => {
  const { node, env } = await ensureSetup();
  const words = process.argv.slice(2);
  const isForTests = words.includes('--test-electron');
  const steps = [
    [inRoot('scripts', 'third-party-notices.mjs')],
    [inRoot('scripts', 'build.mjs')],
    ...(isForTests ? [[inRoot('e2e', 'electron', 'make-test-electron.mjs')]] : []),
  ];
  for (const step of steps) {
    const code = await runChild(node, step, { env });
    if (code !== 0) return code;
  }
  const testElectron = ['-c.electronDist=.cache/electron-33/dist', '-c.electronVersion=33.2.1'];
  const rest = words.filter((word) => word !== '--test-electron');
  const builder = inRoot('node_modules', 'electron-builder', 'cli.js');
  const code = await runChild(
    node,
    [builder, '--dir', '--publish', 'never', ...(isForTests ? testElectron : []), ...rest],
    {
      env,
      cwd: inRoot(),
    },
  );
  if (code === 0 && isForTests)
    say('This package stands on the test build of Electron: it is for tests only.');
  return code;
});
