import { join } from 'node:path';
import { clearDemoFolder } from '../demo/clear-demo-folder.ts';
import { type DemoResult, runDemo } from '../demo/run-demo.ts';
import { EXIT_NEGATIVE, EXIT_OK } from '../exit-codes.ts';
import { formatLoam, formatPpm } from '../output/amount.ts';
import { formatDuration, Progress } from '../output/progress.ts';
import { formatTable } from '../output/table.ts';
import { defaultDataDir, nodeConfig } from '../paths.ts';
import type { Verb } from '../verb.ts';
import { openNode } from '../with-node.ts';

/** `loam demo`: one whole epoch with real parts on this computer. */
export const demoVerb: Verb = {
  name: 'demo',
  usage: '',
  summary: 'Run one whole epoch on this computer: learn, share, check, merge, pay, audit.',
  options: {
    resume: { type: 'boolean', help: 'go on with a demo that was stopped, instead of starting a new one' },
  },
  examples: ['demo', 'demo --resume --json'],
  negative: 'the demo ran but did not end as it should',
  async run({ options, json, signal }) {
    const dataDir = join(
      String(options['data-dir'] ?? defaultDataDir(process.env, process.platform)),
      'demo',
    );
    if (options.resume !== true) await clearDemoFolder(dataDir);
    const started = performance.now();
    const progress = new Progress(process.stderr);
    const config = nodeConfig({ dataDir, host: 'terminal', threads: 1 });
    const node = await openNode(config);
    try {
      const result = await runDemo(
        node,
        {
          line: (text) =>
            progress.line(`${formatDuration(performance.now() - started).padStart(12)}  ${text}`),
          now: (text) => progress.update(text),
        },
        signal,
      );
      progress.close();
      const seconds = Math.round((performance.now() - started) / 1000);
      const summary = summarise(result, seconds);
      process.stdout.write(json ? `${JSON.stringify(summary)}\n` : reportText(result, seconds, dataDir));
      const good =
        summary.digestsAgree &&
        summary.audit.mismatches === 0 &&
        summary.lossAfter < summary.lossBefore &&
        summary.accepted === result.honest.length &&
        result.honest.every((name) => summary.acceptedNames.includes(name));
      return good ? EXIT_OK : EXIT_NEGATIVE;
    } finally {
      progress.close();
      await node.stop();
    }
  },
};

function summarise({ report, audit, honest }: DemoResult, seconds: number) {
  const accepted = report.rows.filter((row) => row.status === 'accepted').map((row) => row.name);
  return {
    epoch: report.epoch,
    learners: honest.length,
    validators: report.validators,
    submitted: report.rows.length,
    accepted: accepted.length,
    rejected: report.rows.filter((row) => row.status === 'rejected').length,
    acceptedNames: accepted,
    digestsAgree: report.digestsAgree,
    modelVersion: report.version,
    manifestCid: report.manifestCid,
    lossBefore: report.lossBefore,
    lossAfter: report.lossAfter,
    rewardsPaid: report.rewardsPaid.toString(),
    audit: { checked: audit.checked, mismatches: audit.mismatches },
    seconds,
  };
}

function reportText({ report, audit }: DemoResult, seconds: number, dataDir: string): string {
  const table = formatTable(
    ['Submission', 'Verdict', 'Checked by', 'Digest', 'Better by', 'Weight', 'Reward'],
    report.rows.map((row) => [
      row.name,
      row.status,
      `${row.revealed} of ${row.committee}`,
      row.digests.length === 1 ? `${row.digests[0]?.slice(0, 12)}…` : `${row.digests.length} different`,
      formatPpm(row.utilityPpm),
      row.weight === 0n ? '0' : (Number(row.weight / 10n ** 18n) / 1e6).toFixed(2),
      formatLoam(row.reward),
    ]),
  );
  const lines = [
    '',
    table,
    '',
    `Model version ${report.version}: ${report.manifestCid}`,
    `Loss on the drawn questions: ${report.lossBefore.toFixed(3)} before, ${report.lossAfter.toFixed(3)} after the merge`,
    `Paid in all: ${formatLoam(report.rewardsPaid)}`,
    `Audit: ${audit.checked} comparisons, ${audit.mismatches} mismatches`,
    ...audit.wrong.map(
      (check) => `  ${check.check}: ${check.subject}: expected ${check.expected}, found ${check.actual}`,
    ),
    `${formatDuration(seconds * 1000)} in all. Everything is in ${dataDir}; 'loam audit ${report.version} --demo' checks it again.`,
    '',
  ];
  return lines.join('\n');
}
