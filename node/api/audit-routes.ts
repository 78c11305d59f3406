import { auditArchiveFile } from '../audit/audit-archive-file.ts';
import { parseAuditSubject } from '../audit/audit-subject.ts';
import { auditVersion } from '../audit/auditor.ts';
import { readVersionContributions } from '../audit/read-version-contributions.ts';
import { streamAuditArchive } from '../audit/stream-audit-archive.ts';
import { traceContribution } from '../audit/trace-contribution.ts';
import { readVersions } from '../chain/reads/read-versions.ts';
import { collectCommandSignatures } from '../disclosure/collect-command-signatures.ts';
import { readDisclosure } from '../disclosure/read-disclosure.ts';
import type { NodeImplementer, NodeParts } from './node-parts.ts';
import { requireSession } from './require-session.ts';

/** The procedures under `audit`: one procedure, one call into one service. */
export function auditRoutes(os: NodeImplementer, { context, network }: NodeParts) {
  const session = () => requireSession(network);
  return {
    versions: os.audit.versions.handler(async () =>
      network.session === undefined ? [] : readVersions(network.session.chain),
    ),
    contributions: os.audit.contributions.handler(({ input }) =>
      readVersionContributions(session(), input.version),
    ),
    trace: os.audit.trace.handler(({ input }) =>
      traceContribution(session().chain, parseAuditSubject(input.cid), context.db),
    ),
    run: os.audit.run.handler(async function* ({ input, signal }) {
      const current = session();
      yield* auditVersion(current, input, either(signal, current.signal));
    }),
    runArchive: os.audit.runArchive.handler(async function* ({ input, signal }) {
      yield* auditArchiveFile(context, input, either(signal, context.stopping));
    }),
    exportArchive: os.audit.exportArchive.handler(async function* ({ input, signal }) {
      const current = session();
      yield* streamAuditArchive(current, BigInt(input.epoch), either(signal, current.signal));
    }),
    disclosure: os.audit.disclosure.handler(({ input }) => {
      const { db, folder, keystore } = context;
      if (input.before === null) collectCommandSignatures(db, folder.dir, keystore.databaseKey());
      return readDisclosure(db, network.session?.descriptor, input);
    }),
  };
}

function either(asked: AbortSignal | undefined, own: AbortSignal): AbortSignal {
  return asked === undefined ? own : AbortSignal.any([asked, own]);
}
