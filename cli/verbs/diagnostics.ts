import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { availableParallelism, homedir, release, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { atomicWrite } from '../../node/data-folder/atomic-write.ts';
import { examineAll } from '../../node/doctor/examine.ts';
import { MAX_DIAGNOSTIC_LOG_BYTES } from '../../node/doctor/limits.ts';
import { logFileName } from '../../node/logs/log-file.ts';
import { redact } from '../../node/logs/redact.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { LOAM_VERSION } from '../../protocol/version.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { PASSPHRASE_FILE } from '../passphrase.ts';
import { patientOf } from '../patient.ts';
import type { Verb } from '../verb.ts';

/** `loam diagnostics <file>`: what somebody who helps needs to know, without secrets and without what was chatted. */
export const diagnosticsVerb: Verb = {
  name: 'diagnostics',
  usage: '<file>',
  summary:
    'Write what a helper needs (versions, findings, the log’s end) into a file, without secrets or chats.',
  options: PASSPHRASE_FILE,
  examples: ['diagnostics loam-diagnostics.json'],
  async run(context) {
    const { words, json } = context;
    const [name] = words;
    if (name === undefined || words.length > 1)
      throw new LoamError('USAGE', 'Say where to: loam diagnostics loam-diagnostics.json');
    const file = resolve(name);
    if (existsSync(file)) {
      throw new LoamError('FILE_EXISTS', `${file} is there already.`, {
        hint: 'Choose another name; nothing was changed.',
      });
    }
    const patient = await patientOf(context);
    const findings = await examineAll(patient);
    const home = homedir();
    const bundle = {
      format: 'loam-diagnostics/1',
      at: new Date().toISOString(),
      loam: LOAM_VERSION,
      system: {
        platform: process.platform,
        arch: process.arch,
        release: release(),
        node: process.version,
        cores: availableParallelism(),
        memoryBytes: totalmem(),
      },
      findings: findings.map((finding) => ({
        ...finding,
        sentence: redact(finding.sentence, home),
        mend: finding.mend === null ? null : redact(finding.mend, home),
      })),
      log: logEnd(join(patient.keys.dir, 'logs', logFileName(0))).map((line) => redact(line, home)),
    };
    atomicWrite(file, `${JSON.stringify(bundle, null, 2)}\n`);
    process.stdout.write(
      json
        ? `${JSON.stringify({ file, lines: bundle.log.length })}\n`
        : `${file} has ${findings.length} findings and ${bundle.log.length} lines of log. Read it before you send it to anybody.\n`,
    );
    return EXIT_OK;
  },
};

/** Whole lines from the end of a log. */
function logEnd(file: string): string[] {
  if (!existsSync(file)) return [];
  const { size } = statSync(file);
  const start = Math.max(0, size - MAX_DIAGNOSTIC_LOG_BYTES);
  const bytes = Buffer.alloc(size - start);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, bytes, 0, bytes.length, start);
  } finally {
    closeSync(descriptor);
  }
  const lines = bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
  return start === 0 ? lines : lines.slice(1);
}
