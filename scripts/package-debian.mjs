import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from './root.mjs';
import { runChild } from './run-child.mjs';
import { SetupError } from './say.mjs';

/**
 * Makes a Debian package of the unpacked app in release/, with this system's dpkg and fakeroot.
 * @param {{ node: string, env: NodeJS.ProcessEnv }} setup
 */
export async function packageDebian({ node, env }) {
  const isArm = process.arch === 'arm64';
  const app = inRoot('release', isArm ? 'linux-arm64-unpacked' : 'linux-unpacked');
  if (process.platform !== 'linux' || !fs.existsSync(app))
    throw new SetupError('There is no unpacked app for Linux in release/.');
  /** @type {{ version: string, description: string, author: string }} */
  const { version, description, author } = JSON.parse(fs.readFileSync(inRoot('package.json'), 'utf8'));
  const config = inRoot('release', 'debian.json');
  fs.writeFileSync(
    config,
    JSON.stringify({
      name: 'loam',
      productName: 'Loam',
      genericName: 'Chatbot',
      version,
      description: 'A personal chatbot that learns on your computer',
      productDescription: description,
      maintainer: `${author} <loam@localhost>`,
      section: 'science',
      // The best compression takes minutes and saves a sixth.
      compression: 'gzip',
      bin: 'loam',
      icon: inRoot('assets', 'icons', 'icon.png'),
      categories: ['Science', 'Utility'],
      mimeType: ['x-scheme-handler/loam'],
      recommends: ['gnome-keyring | kwalletmanager'],
    }),
  );
  const words = ['--src', app, '--dest', inRoot('release'), '--arch', isArm ? 'arm64' : 'amd64'];
  const tool = path.join('node_modules', 'electron-installer-debian', 'src', 'cli.js');
  const code = await runChild(node, [inRoot(tool), ...words, '--config', config], { env });
  fs.rmSync(config);
  if (code !== 0) throw new SetupError('The Debian package could not be made.');
}
