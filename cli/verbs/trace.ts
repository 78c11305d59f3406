import { join } from 'node:path';
import { parseAuditSubject } from '../../node/audit/audit-subject.ts';
import { traceContribution } from '../../node/audit/trace-contribution.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { AUDIT_NETWORK_OPTIONS, openAudit } from '../audit/open-audit.ts';
import { traceText } from '../audit/trace-text.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { Progress } from '../output/progress.ts';
import { PASSPHRASE_FILE } from '../passphrase.ts';
import { defaultDataDir } from '../paths.ts';
import type { Verb } from '../verb.ts';

/** `loam trace <cid>`: what became of one update. */
export const traceVerb: Verb = {
  name: 'trace',
  usage: '<CID>',
  summary: 'Follow one update: submitted, drawn, judged, merged, paid.',
  options: {
    demo: { type: 'boolean', help: "use what 'loam demo' left behind" },
    ...AUDIT_NETWORK_OPTIONS,
    ...PASSPHRASE_FILE,
  },
  examples: ['trace bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi'],
  async run(context) {
    const { words, options, json } = context;
    const [cid] = words;
    const subject = cid === undefined || words.length !== 1 ? undefined : parseAuditSubject(cid);
    if (subject?.kind !== 'artifact')
      throw new LoamError('USAGE', 'Say which update: loam trace and the CID of its bundle.');
    const base = String(options['data-dir'] ?? defaultDataDir(process.env, process.platform));
    const progress = new Progress(process.stderr, json);
    const { session, close } = await openAudit(
      context,
      options.demo === true ? join(base, 'demo') : base,
      (sentence) => progress.update(sentence),
    );
    try {
      const trace = await traceContribution(session.chain, subject, session.context.db);
      progress.close();
      process.stdout.write(json ? `${JSON.stringify(trace)}\n` : traceText(trace));
      return EXIT_OK;
    } finally {
      progress.close();
      await close();
    }
  },
};
