import { packageDebian } from './package-debian.mjs';
import { inRoot } from './root.mjs';
import { runChild } from './run-child.mjs';
import { runMain, SetupError, say } from './say.mjs';
import { ensureSetup } from './setup.mjs';

/**
 * Packages the app into release/, for this machine's platform and processor:
 *   npm run package                    the app, unpacked
 *   npm run package -- --deb           … and as a Debian package, with this system's own tools
 *   npm run package -- --installers    … as the platform's installers, with tools that electron-builder fetches
 *   npm run package -- --test-electron … on the test build of Electron, for machines that cannot fetch the real one;
 *                                      such a package is for tests and is never given to anybody.
 * LOAM_UPDATE_URL names the https address where the app looks for updates; without it, it does not.
 */
await runMain(async () => {
  const words = process.argv.slice(2);
  const known = ['--deb', '--installers', '--test-electron'];
  const unknown = words.find((word) => !known.includes(word));
  if (unknown !== undefined) throw new SetupError(`${unknown} is not known.`, `Known: ${known.join(', ')}`);
  const { node, env } = await ensureSetup();
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
  const builder = [
    inRoot('node_modules', 'electron-builder', 'cli.js'),
    ...(words.includes('--installers') ? [] : ['--dir']),
    ...['--publish', 'never'],
    ...(isForTests ? ['-c.electronDist=.cache/electron-33/dist', '-c.electronVersion=33.2.1'] : []),
    ...updatePlace(process.env.LOAM_UPDATE_URL),
  ];
  const code = await runChild(node, builder, { env, cwd: inRoot() });
  if (code !== 0) return code;
  if (words.includes('--deb')) await packageDebian({ node, env });
  if (isForTests) say('This package stands on the test build of Electron: it is for tests only.');
  return 0;
});

/** @param {string | undefined} url */
function updatePlace(url) {
  if (url === undefined || url === '') return [];
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:')
    throw new SetupError('LOAM_UPDATE_URL is not an https address.', 'Updates come over https only.');
  return ['-c.publish.provider=generic', `-c.publish.url=${url}`];
}
