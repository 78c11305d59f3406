import { LoamError } from '../../protocol/errors/loam-error.ts';
import { diagnosticsBundle } from '../doctor/diagnostics-bundle.ts';
import { examineRunning } from '../doctor/examine.ts';
import { setPassphrase } from '../keys/set-passphrase.ts';
import { readStatus } from '../status/read-status.ts';
import type { NodeImplementer, NodeParts } from './node-parts.ts';
import { snapshots } from './snapshots.ts';

/** The procedures under `system`: one procedure, one call into one service. */
export function systemRoutes(os: NodeImplementer, parts: NodeParts) {
  const { context } = parts;
  return {
    status: os.system.status.handler(() => readStatus(context, parts)),
    watch: os.system.watch.handler(async function* ({ signal }) {
      yield* snapshots(context, signal, () => readStatus(context, parts));
    }),
    notices: os.system.notices.handler(async function* ({ signal }) {
      yield* parts.notices.follow(signal);
    }),
    unlock: os.system.unlock.handler(() => {
      throw new LoamError('KEYS_OPEN', 'The keys are open already.');
    }),
    setPassphrase: os.system.setPassphrase.handler(async ({ input }) => {
      await setPassphrase(context, input.passphrase, input.current);
      return {};
    }),
    diagnostics: os.system.diagnostics.handler(() => {
      const { state, error } = parts.loader.state;
      const { sentence, state: network } = parts.network.state;
      const findings = examineRunning(context.folder.dir, process.version, {
        modelError: state === 'failed' ? (error ?? 'The model could not be loaded.') : null,
        network: sentence,
        networkFailed: network === 'failed',
      });
      const bundle = diagnosticsBundle(findings, context.folder.dir, context.now());
      return { findings, text: `${JSON.stringify(bundle, null, 2)}\n` };
    }),
    shutdown: os.system.shutdown.handler(() => {
      setTimeout(parts.shutdown, 20);
      return {};
    }),
  };
}
