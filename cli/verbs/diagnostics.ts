import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { atomicWrite } from '../../node/data-folder/atomic-write.ts';
import { diagnosticsBundle } from '../../node/doctor/diagnostics-bundle.ts';
import { examineAll } from '../../node/doctor/examine.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
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
    const bundle = diagnosticsBundle(findings, patient.keys.dir, Date.now());
    atomicWrite(file, `${JSON.stringify(bundle, null, 2)}\n`);
    process.stdout.write(
      json
        ? `${JSON.stringify({ file, lines: bundle.log.length })}\n`
        : `${file} has ${findings.length} findings and ${bundle.log.length} lines of log. Read it before you send it to anybody.\n`,
    );
    return EXIT_OK;
  },
};
