// What Electron does by itself when it is started with the folder of an app: `electron [flags] [-r module] folder`.
// The test build has lost its own loader, so this stands in its place. Electron holds back its 'ready' event until
// this module has finished, hence the await at the end.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const words = process.argv.slice(1);
const require = createRequire(path.join(process.cwd(), 'loader.js'));
let folder;
for (let at = 0; at < words.length && folder === undefined; at++) {
  const word = words[at];
  if (word === '-r' || word === '--require') require(words[++at]);
  else if (!word.startsWith('-')) folder = path.resolve(word);
}
if (folder === undefined) throw new Error('The loader was started without the folder of an app');

const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.name = manifest.productName ?? manifest.name;
app.setVersion(manifest.version);
app.setAppPath(folder);
if (!words.some((word) => word.startsWith('--user-data-dir=')))
  app.setPath('userData', path.join(app.getPath('appData'), app.name));
process.defaultApp = true;

await import(pathToFileURL(path.join(folder, manifest.main)).href);
