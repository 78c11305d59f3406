import { runMain, SetupError, say, seconds } from './say.mjs';
import { ensureSetup } from './setup.mjs';
import { failureLines } from './test-failures.mjs';
import { stages } from './test-stages.mjs';

/**
 * @typedef {object} Result
 * @property {string} name
 * @property {number} passed
 * @property {number} failed
 * @property {readonly string[]} failures names of what failed
 * @property {number} ms
 */

/** @param {readonly Result[]} results */
function printTable(results) {
  const lines = results.map(({ name, passed, failed, ms }) =>
    [
      failed === 0 ? 'passed' : 'FAILED',
      name.padEnd(10),
      `${passed} passed`.padStart(12),
      `${failed} failed`.padStart(10),
      seconds(ms).padStart(12),
    ].join('  '),
  );
  process.stdout.write(`\n${lines.join('\n')}\n`);
}

// `npm test` runs every stage, `npm test -- units lint` the named ones.
await runMain(async () => {
  const started = Date.now();
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => stages[name] === undefined);
  if (unknown !== undefined)
    throw new SetupError(`No stage is named ${unknown}.`, `Stages: ${Object.keys(stages).join(', ')}`);
  const setup = await ensureSetup();
  /** @type {Result[]} */
  const results = [];
  for (const [name, stage] of Object.entries(stages)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    say(`\n== ${name}: ${stage.title}`);
    const begun = Date.now();
    const counts = await stage.run(setup).catch((error) => {
      say(error instanceof SetupError ? error.message : String(error?.stack ?? error));
      return { passed: 0, failed: 1, failures: [String(error?.message ?? error)] };
    });
    results.push({ name, ...counts, ms: Date.now() - begun });
    say(`== ${name}: ${counts.failed === 0 ? 'passed' : 'FAILED'} (${seconds(Date.now() - begun)})`);
  }
  printTable(results);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  say(`In ${seconds(Date.now() - started)}.`);
  for (const line of failureLines(results)) process.stdout.write(`${line}\n`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
});
