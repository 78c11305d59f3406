import { auditVersion } from '../audit/auditor.ts';
import { readVersions } from '../chain/reads/read-versions.ts';
import type { NodeImplementer, NodeParts } from './node-parts.ts';
import { requireSession } from './require-session.ts';

/** The procedures under `audit`: one procedure, one call into one service. */
export function auditRoutes(os: NodeImplementer, { network }: NodeParts) {
  const session = () => requireSession(network);
  return {
    versions: os.audit.versions.handler(async () =>
      network.session === undefined ? [] : readVersions(network.session.chain),
    ),
    run: os.audit.run.handler(async function* ({ input, signal }) {
      const current = session();
      yield* auditVersion(
        current,
        input.version,
        signal === undefined ? current.signal : AbortSignal.any([signal, current.signal]),
      );
    }),
  };
}
