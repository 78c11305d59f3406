import { randomBytes } from 'node:crypto';
import type { Patient } from '../node/doctor/examine.ts';
import type { NetworkDescriptor } from '../protocol/network/network-descriptor.ts';
import { passphraseFrom } from './passphrase.ts';
import { defaultDataDir, nodeConfig } from './paths.ts';
import type { VerbContext } from './verb.ts';
import { commandLineHost } from './with-node.ts';

/**
 * What the doctor looks at: the data folder, keys, model and, where one is named, network of a command line. A passphrase
 * comes from `--passphrase-file` or `LOAM_PASSPHRASE` and is never asked for: without one the doctor says that it is needed.
 */
export async function patientOf(
  { options, signal }: Pick<VerbContext, 'options' | 'signal'>,
  descriptor?: NetworkDescriptor,
): Promise<Patient> {
  const dataDir = String(options['data-dir'] ?? defaultDataDir(process.env, process.platform));
  const config = nodeConfig({ dataDir, host: 'terminal' });
  const passphrase =
    options['passphrase-file'] === undefined
      ? process.env.LOAM_PASSPHRASE
      : await passphraseFrom(options, '', signal);
  return {
    keys: { dir: dataDir, passphrase, random: (bytes) => randomBytes(bytes) },
    host: commandLineHost(config),
    model: { modelDir: config.modelDir, threads: config.threads },
    descriptor,
    nodeVersion: process.version,
    now: Date.now,
  };
}
