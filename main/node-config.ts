import { join } from 'node:path';

/** What the shell knows about the machine and the installation. */
export interface ShellPlaces {
  /** Folder of the app: the checkout, or the archive of an installed app. */
  readonly appRoot: string;
  /** Folder beside the archive of an installed app. */
  readonly resources: string;
  readonly userData: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly processors: number;
  readonly exists: (path: string) => boolean;
}

/** Where the owner's data is: `LOAM_DATA_DIR`, otherwise a folder of its own in the app's profile. */
function dataDir(places: Pick<ShellPlaces, 'userData' | 'env'>): string {
  return places.env.LOAM_DATA_DIR || join(places.userData, 'data');
}

/** The base model: the one that `LOAM_MODEL_DIR` names, otherwise the bundled one, beside the archive when installed. */
function modelDir(places: Pick<ShellPlaces, 'appRoot' | 'resources' | 'env' | 'exists'>): string {
  if (places.env.LOAM_MODEL_DIR) return places.env.LOAM_MODEL_DIR;
  const installed = join(places.resources, 'assets', 'base');
  return places.exists(installed) ? installed : join(places.appRoot, 'assets', 'base');
}

/** Configuration of the root node (node/config.ts checks it); it leaves a processor for the rest of the computer. */
export function rootNodeConfig(places: ShellPlaces): Record<string, unknown> {
  return {
    host: 'electron',
    protection: 'keychain',
    dataDir: dataDir(places),
    modelDir: modelDir(places),
    threads: Math.min(8, Math.max(1, places.processors - 1)),
    listen: ['/ip4/127.0.0.1/tcp/0'],
    workerEntry: join(places.appRoot, 'out', 'worker', 'worker-process.js'),
    nodeEntry: join(places.appRoot, 'out', 'node', 'node-process.js'),
  };
}
