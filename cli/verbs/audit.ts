import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openArchiveSource } from '../../node/audit/archive-source.ts';
import type { AuditSource } from '../../node/audit/audit-source.ts';
import { findAuditSubject, parseAuditSubject } from '../../node/audit/audit-subject.ts';
import { exportAuditArchive } from '../../node/audit/export-audit-archive.ts';
import { openLiveSource } from '../../node/audit/live-source.ts';
import { makeAuditReport } from '../../node/audit/make-audit-report.ts';
import { type OpenedDispute, openAuditDispute } from '../../node/audit/open-audit-dispute.ts';
import { reportBytes, signAuditReport, verifyAuditReport } from '../../node/audit/sign-audit-report.ts';
import { atomicWrite } from '../../node/data-folder/atomic-write.ts';
import type { NetworkSession } from '../../node/network/network-session.ts';
import type { NodeContext } from '../../node/node-context.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { AUDIT_NETWORK_OPTIONS, openAudit } from '../audit/open-audit.ts';
import { mismatchText, showAudit } from '../audit/show-audit.ts';
import { EXIT_NEGATIVE, EXIT_OK } from '../exit-codes.ts';
import { formatLoam } from '../output/amount.ts';
import { Progress } from '../output/progress.ts';
import { PASSPHRASE_FILE } from '../passphrase.ts';
import { defaultDataDir, nodeConfig } from '../paths.ts';
import type { Verb, VerbContext } from '../verb.ts';
import { unlocked, withNode } from '../with-node.ts';

const DEMO = { type: 'boolean', help: "use what 'loam demo' left behind" } as const;

/** `loam audit export`: everything about an epoch in one file. */
const exportVerb: Verb = {
  name: 'export',
  usage: '<epoch> <file.car>',
  summary: 'Write one epoch into a file that anyone can audit without a network.',
  options: { demo: DEMO, ...AUDIT_NETWORK_OPTIONS, ...PASSPHRASE_FILE },
  examples: ['audit export 3 epoch-3.car'],
  negative: 'some bundles could not be had, so the file lacks them',
  async run(context) {
    const { words, options, json, signal } = context;
    const [epoch, file] = words;
    if (epoch === undefined || !/^[1-9]\d{0,8}$/.test(epoch) || file === undefined || words.length !== 2)
      throw new LoamError('USAGE', 'Say which epoch and which file: loam audit export 3 epoch-3.car');
    const progress = new Progress(process.stderr, json);
    const onProgress = (sentence: string): void => progress.update(sentence);
    const { session, close } = await openAudit(context, dataDirOf(options), onProgress);
    try {
      const made = await exportAuditArchive(session, BigInt(epoch), resolve(file), { signal, onProgress });
      progress.close();
      const summary = { ...made, root: made.root.toString(), file: resolve(file) };
      process.stdout.write(
        json
          ? `${JSON.stringify(summary)}\n`
          : `${file}: ${made.artifacts} artifacts in ${made.blocks} blocks, ${made.bytes} bytes.\n` +
              made.absent.map((cid) => `Nobody could give ${cid}.\n`).join('') +
              `'loam audit --car ${file}' checks it.\n`,
      );
      return made.absent.length === 0 ? EXIT_OK : EXIT_NEGATIVE;
    } finally {
      progress.close();
      await close();
    }
  },
};

/** `loam audit verify-report`: who signed a report, and whether it is unaltered. */
const verifyReportVerb: Verb = {
  name: 'verify-report',
  usage: '<file>',
  summary: 'Check the signature of an audit report and show what it says.',
  options: {},
  examples: ['audit verify-report report.json'],
  negative: 'the named auditor has not signed this report, or it names mismatches',
  async run({ words, json }) {
    const [file] = words;
    if (file === undefined || words.length !== 1)
      throw new LoamError('USAGE', 'Say which file holds the report.');
    const signed = await verifyAuditReport(read(file)).catch(asForged);
    if (signed instanceof LoamError) {
      process.stderr.write(`${signed.message}\n${signed.hint ?? ''}\n(${signed.code})\n`);
      if (json) process.stdout.write(`${JSON.stringify({ valid: false })}\n`);
      return EXIT_NEGATIVE;
    }
    const { report, auditor } = signed;
    if (json) process.stdout.write(`${JSON.stringify({ valid: true, auditor, report })}\n`);
    else {
      process.stdout.write(
        `Signed by ${auditor} on ${new Date(report.finishedAt).toISOString()}.\n` +
          `Epoch ${report.epoch}, ${report.source}: ${report.checked} comparisons, ${report.mismatches.length} mismatches.\n` +
          report.mismatches.map(mismatchText).join(''),
      );
    }
    return report.mismatches.length === 0 ? EXIT_OK : EXIT_NEGATIVE;
  },
};

/** A report that was altered is an answer, and no failure to find one. */
function asForged(error: unknown): LoamError {
  if (error instanceof LoamError && error.code === 'AUDIT_REPORT_FORGED') return error;
  throw error;
}

/** `loam audit <subject>`: replays it from the first byte and names every mismatch. */
export const auditVerb: Verb = {
  name: 'audit',
  usage: '[version | epoch:N | CID]',
  summary: 'Replay a model version, an epoch or an update from its bytes; name every mismatch.',
  options: {
    demo: DEMO,
    ...AUDIT_NETWORK_OPTIONS,
    ...PASSPHRASE_FILE,
    car: { type: 'string', help: "read an epoch from this file of 'loam audit export', without a network" },
    report: { type: 'string', help: 'write a report signed by this node to this file' },
    'open-dispute': {
      type: 'boolean',
      help: 'open the dispute that the result calls for, with the report as evidence',
    },
  },
  examples: [
    'audit 3',
    'audit 1 --demo --json',
    'audit epoch:3 --report report.json',
    'audit 3 --network network.json',
    'audit --car epoch-3.car',
  ],
  negative: 'the audit found a mismatch',
  subverbs: [exportVerb, verifyReportVerb],
  async run(context) {
    const { words, options, json, signal } = context;
    const car = options.car === undefined ? undefined : String(options.car);
    if (words.length > 1 || (car === undefined && words.length === 0))
      throw new LoamError('USAGE', 'Say which model version, epoch or CID: loam audit 3');
    const [word] = words;
    const subject = word === undefined ? undefined : parseAuditSubject(word);
    if (car !== undefined && options['open-dispute'] === true)
      throw new LoamError('USAGE', 'A dispute needs the network: audit online to open one.');
    if (options.demo === true && options.network !== undefined)
      throw new LoamError('USAGE', 'Name the network by --network or by --demo, not by both.');
    const progress = new Progress(process.stderr, json);
    const onProgress = (sentence: string): void => progress.update(sentence);
    try {
      if (car !== undefined) {
        const config = nodeConfig({ dataDir: dataDirOf(options), host: 'terminal' });
        return await withNode(await unlocked(context, config), async (node) => {
          const source = await openArchiveSource(node.context, resolve(car), onProgress);
          try {
            const only =
              subject === undefined ? null : (await findAuditSubject(source.place.chain, subject)).index;
            return await finish(context, progress, { context: node.context, source, only });
          } finally {
            source.close();
          }
        });
      }
      const { session, context: node, close } = await openAudit(context, dataDirOf(options), onProgress);
      try {
        if (subject === undefined) throw new LoamError('USAGE', 'Say what to audit.');
        const { epoch, index } = await findAuditSubject(session.chain, subject);
        const source = await openLiveSource(session, epoch, onProgress);
        signal.throwIfAborted();
        return await finish(context, progress, { context: node, source, only: index, session });
      } finally {
        await close();
      }
    } finally {
      progress.close();
    }
  },
};

async function finish(
  { options, json, signal }: VerbContext,
  progress: Progress,
  audit: {
    readonly context: NodeContext;
    readonly source: AuditSource;
    readonly only: number | null;
    readonly session?: NetworkSession;
  },
): Promise<number> {
  const { source, session } = audit;
  const scope = audit.only === null ? {} : { only: new Set([audit.only]) };
  const checks = await showAudit(source, scope, progress, signal);
  const report = makeAuditReport(source, checks, { ...scope, now: audit.context.now() });
  const signed = await signAuditReport(audit.context.keystore.signer, report);
  if (options.report !== undefined) atomicWrite(resolve(String(options.report)), reportBytes(signed));
  const { epoch, version, checked, mismatches } = report;
  for (const mismatch of mismatches) process.stderr.write(mismatchText(mismatch));
  let dispute: OpenedDispute | undefined;
  if (options['open-dispute'] === true && session !== undefined && mismatches.length > 0) {
    const isFinal = source.facts.version?.finalizedAt != null;
    dispute = await openAuditDispute(session, signed, { isFinal });
  }
  if (json) {
    process.stdout.write(
      `${JSON.stringify({
        version: version ?? 0,
        epoch,
        source: report.source,
        checked,
        mismatches: mismatches.length,
        wrong: mismatches,
        auditor: signed.auditor,
        ...(dispute === undefined
          ? {}
          : { dispute: { ...dispute, id: String(dispute.id), bond: String(dispute.bond) } }),
      })}\n`,
    );
  } else {
    const what = version === null ? `Epoch ${epoch}` : `Version ${version}`;
    process.stdout.write(`\n${what}: ${checked} comparisons, ${mismatches.length} mismatches.\n`);
    if (dispute !== undefined) {
      process.stdout.write(
        `Dispute ${dispute.id} about the ${dispute.kind} is open; ${formatLoam(dispute.bond)} are at stake. Evidence: ${dispute.evidenceCid}\n`,
      );
    }
  }
  return mismatches.length === 0 && checked > 0 ? EXIT_OK : EXIT_NEGATIVE;
}

function dataDirOf(options: VerbContext['options']): string {
  const base = String(options['data-dir'] ?? defaultDataDir(process.env, process.platform));
  return options.demo === true ? join(base, 'demo') : base;
}

function read(file: string): Uint8Array {
  try {
    return readFileSync(resolve(file));
  } catch (cause) {
    throw new LoamError('AUDIT_REPORT_MISSING', `The file ${file} cannot be read.`, { cause });
  }
}
