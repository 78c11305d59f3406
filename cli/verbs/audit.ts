import { join } from 'node:path';
import type { AuditCheck } from '../../protocol/api/audit-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { openAudit } from '../audit/open-audit.ts';
import { EXIT_NEGATIVE, EXIT_OK } from '../exit-codes.ts';
import { Progress } from '../output/progress.ts';
import { defaultDataDir } from '../paths.ts';
import type { Verb } from '../verb.ts';

/** `loam audit <version>`: replays a model version and names every mismatch. Exit code 1 when there is one. */
export const auditVerb: Verb = {
  name: 'audit',
  usage: '<version>',
  summary: 'Replay a model version from the chain and the artifacts; name every mismatch.',
  options: { demo: { type: 'boolean', help: "audit what 'loam demo' left behind" } },
  examples: ['audit 3', 'audit 1 --demo --json'],
  negative: 'a comparison did not match, or there was nothing to compare',
  async run({ words, options, json, signal }) {
    const version = Number(words[0]);
    if (words.length !== 1 || !Number.isInteger(version) || version < 1)
      throw new LoamError('USAGE', 'Say which model version: loam audit 1');
    const base = String(options['data-dir'] ?? defaultDataDir(process.env, process.platform));
    const progress = new Progress(process.stderr, json);
    const wrong: AuditCheck[] = [];
    let totals = { checked: 0, mismatches: 0 };
    const audit = await openAudit(options.demo === true ? join(base, 'demo') : base, (sentence) =>
      progress.update(sentence),
    );
    try {
      for await (const event of await audit.client.audit.run({ version }, { signal })) {
        if (event.type === 'progress') progress.update(`${event.sentence} (${event.done} of ${event.of})`);
        else if (event.type === 'check') {
          if (!event.check.ok) wrong.push(event.check);
          if (!json)
            progress.line(
              `${event.check.ok ? '✓' : '✗'} ${event.check.check.padEnd(14)} ${event.check.subject}`,
            );
        } else totals = event;
      }
    } finally {
      progress.close();
      await audit.close();
    }
    for (const check of wrong) {
      process.stderr.write(
        `\nMismatch in ${check.check}: ${check.subject}\n  expected ${check.expected}\n  found    ${check.actual}\n`,
      );
    }
    const { checked, mismatches } = totals;
    if (json) process.stdout.write(`${JSON.stringify({ version, checked, mismatches, wrong })}\n`);
    else process.stdout.write(`\nVersion ${version}: ${checked} comparisons, ${mismatches} mismatches.\n`);
    return mismatches === 0 && checked > 0 ? EXIT_OK : EXIT_NEGATIVE;
  },
};
