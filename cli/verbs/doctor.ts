import { resolve } from 'node:path';
import { examine } from '../../node/doctor/examine.ts';
import type { Finding } from '../../node/doctor/finding.ts';
import { EXIT_NEGATIVE, EXIT_OK } from '../exit-codes.ts';
import { textOption } from '../network/list-option.ts';
import { readNetworkFile } from '../network/network-file.ts';
import { PASSPHRASE_FILE } from '../passphrase.ts';
import { patientOf } from '../patient.ts';
import type { Verb } from '../verb.ts';

const SIGNS = { ok: '✓', warn: '!', fail: '✗' } as const;

/** `loam doctor`: looks at everything that Loam needs and says how to mend what is wrong. */
export const doctorVerb: Verb = {
  name: 'doctor',
  usage: '',
  summary: 'Examine what Loam needs (folder, keys, database, model, chain, clock) and say how to mend it.',
  options: {
    network: { type: 'string', help: 'network file whose chain and clock are examined too' },
    ...PASSPHRASE_FILE,
  },
  examples: ['doctor', 'doctor --network network.json --json'],
  negative: 'something does not work',
  async run(context) {
    const { options, json } = context;
    const network = textOption(options, 'network');
    const descriptor = network === undefined ? undefined : readNetworkFile(resolve(network));
    const findings: Finding[] = [];
    for await (const finding of examine(await patientOf(context, descriptor))) {
      findings.push(finding);
      if (json) continue;
      process.stdout.write(`${SIGNS[finding.state]} ${finding.id.padEnd(9)} ${finding.sentence}\n`);
      if (finding.mend !== null) process.stdout.write(`            ${finding.mend}\n`);
    }
    const ok = findings.every(({ state }) => state !== 'fail');
    if (json) process.stdout.write(`${JSON.stringify({ ok, findings })}\n`);
    else
      process.stdout.write(
        ok ? '\nLoam has what it needs.\n' : '\nSomething is wrong; see above what to do.\n',
      );
    return ok ? EXIT_OK : EXIT_NEGATIVE;
  },
};
