import { existsSync } from 'node:fs';
import { freemem } from 'node:os';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import { openDataFolder } from '../data-folder/open-data-folder.ts';
import type { KeystorePlace } from '../keys/keystore-secrets.ts';
import type { ProcessHost } from '../process/process-host.ts';
import { checkClock } from './check-clock.ts';
import { checkFolder, checkRoom } from './check-folder.ts';
import { checkModel } from './check-model.ts';
import { checkStored } from './check-stored.ts';
import { type Finding, fine } from './finding.ts';
import { MIN_FREE_MEMORY_BYTES, MIN_NODE_MAJOR } from './limits.ts';

/** What is examined. */
export interface Patient {
  readonly keys: KeystorePlace;
  readonly host: Pick<ProcessHost, 'spawnWorker'>;
  readonly model: { readonly modelDir: string; readonly threads: number };
  readonly descriptor?: NetworkDescriptor | undefined;
  readonly nodeVersion: string;
  readonly now: () => number;
}

/** Looks at everything that Loam needs and yields one finding after another; repairs nothing but a folder's permissions. */
export async function* examine(patient: Patient): AsyncGenerator<Finding, void, void> {
  yield runtime(patient.nodeVersion);
  yield memory();
  yield* checkFolder(patient.keys.dir);
  yield* await stored(patient);
  yield await checkModel(patient.host, patient.model);
  if (patient.descriptor !== undefined) yield* await checkClock(patient.descriptor, patient.now);
}

/**
 * What can be said of a node while it runs, its own parts included. Keys and database are in use and are not opened again.
 *
 * @param parts the node's status in words
 */
export function examineRunning(
  dir: string,
  nodeVersion: string,
  parts: { readonly modelError: string | null; readonly network: string; readonly networkFailed: boolean },
): Finding[] {
  const { modelError, network, networkFailed } = parts;
  return [
    runtime(nodeVersion),
    memory(),
    checkRoom(dir),
    modelError === null
      ? fine('model', 'The model answers.')
      : { id: 'model', state: 'fail', sentence: modelError, mend: 'Choose another model in Settings.' },
    networkFailed
      ? { id: 'network', state: 'fail', sentence: network, mend: 'Start or join it once more in Network.' }
      : fine('network', network),
  ];
}

/** All findings at once. */
export async function examineAll(patient: Patient): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const finding of examine(patient)) findings.push(finding);
  return findings;
}

async function stored({ keys }: Patient): Promise<Finding[]> {
  if (!existsSync(keys.dir)) return [];
  let folder: ReturnType<typeof openDataFolder>;
  try {
    folder = openDataFolder(keys.dir);
  } catch (error) {
    // The folder’s own check has told why already.
    if (error instanceof LoamError) return [];
    throw error;
  }
  try {
    return await checkStored(folder, keys);
  } finally {
    folder.close();
  }
}

function runtime(version: string): Finding {
  const major = Number(/^v?(\d+)/.exec(version)?.[1] ?? 0);
  if (major >= MIN_NODE_MAJOR) return fine('runtime', `Node ${version} is new enough.`);
  return {
    id: 'runtime',
    state: 'fail',
    sentence: `Node ${version} is too old.`,
    mend: `Start Loam by its own commands: they bring Node ${MIN_NODE_MAJOR} along.`,
  };
}

function memory(): Finding {
  const free = freemem();
  const sentence = `${Math.round(free / 2 ** 20).toLocaleString('en')} MB of memory are free.`;
  if (free >= MIN_FREE_MEMORY_BYTES) return fine('memory', sentence);
  return { id: 'memory', state: 'warn', sentence, mend: 'Close other programs before you learn or check.' };
}
