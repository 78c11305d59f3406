/**
 * Line and branch coverage of src/: all of it, or the exception is named with its reason in coverage-exceptions.json.
 * An exception that is not needed any more fails too. Prints one line per gap and a summary; the exit code is the result.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CONTRACTS, forge, REPOSITORY } from './forge.ts';

const REPORT = join('cache', 'lcov.info');
const EXCEPTIONS = join(CONTRACTS, 'coverage-exceptions.json');
/** Campaigns and walks would hide what the tests of single actions leave out; gas tests count in other units. */
const WITHOUT = 'test/{invariant,gas,keys}/*';

/** Fuzz runs find values, not lines: a few are enough here, where code runs unoptimised. */
const FUZZ_RUNS = '8';

/** A line, or a branch on it, that no test reaches. */
interface Gap {
  readonly file: string;
  readonly line: number;
  readonly kind: 'line' | 'branch';
  /** The source line, trimmed. */
  readonly text: string;
}

/** `text` is the source line as it stands: line numbers move, an exception must not. */
interface Exception {
  readonly file: string;
  readonly kind: 'line' | 'branch';
  readonly text: string;
  readonly reason: string;
}

interface Report {
  readonly gaps: readonly Gap[];
  readonly lines: number;
  readonly branches: number;
}

function readReport(): Report {
  const gaps: Gap[] = [];
  let file = '';
  let source: readonly string[] = [];
  let lines = 0;
  let branches = 0;
  for (const record of readFileSync(join(CONTRACTS, REPORT), 'utf8').split('\n')) {
    const [tag, rest = ''] = split(record);
    if (tag === 'SF') {
      file = rest;
      source = file.startsWith('src/') ? readFileSync(join(CONTRACTS, file), 'utf8').split('\n') : [];
    }
    if (source.length === 0) continue;
    const fields = rest.split(',');
    const line = Number(fields[0]);
    const gap = (kind: Gap['kind']): Gap => ({ file, line, kind, text: source[line - 1]?.trim() ?? '' });
    if (tag === 'DA') {
      lines += 1;
      if (fields[1] === '0') gaps.push(gap('line'));
    }
    if (tag === 'BRDA') {
      branches += 1;
      if (fields[3] === '0' || fields[3] === '-') gaps.push(gap('branch'));
    }
  }
  return { gaps, lines, branches };
}

function split(record: string): readonly [string, string] {
  const at = record.indexOf(':');
  return at < 0 ? [record, ''] : [record.slice(0, at), record.slice(at + 1)];
}

function excuses(exception: Exception, gap: Gap): boolean {
  return exception.file === gap.file && exception.kind === gap.kind && exception.text === gap.text;
}

function main(): void {
  // forge may fail with exit code 0 and leave an older report.
  rmSync(join(CONTRACTS, REPORT), { force: true });
  const modules = join(REPOSITORY, 'node_modules');
  const run = forge(
    [
      ...['coverage', '--report', 'lcov', '--report-file', REPORT, '--no-match-path', WITHOUT],
      ...['--fuzz-runs', FUZZ_RUNS],
      // The parser behind coverage does not find imports behind the relative paths of foundry.toml.
      ...['--remappings', `@openzeppelin/contracts/=${modules}/@openzeppelin/contracts/`],
      ...['--remappings', `solady/=${modules}/solady/src/`],
    ],
    'coverage',
  );
  if (run.code !== 0 || !existsSync(join(CONTRACTS, REPORT))) {
    process.stderr.write(run.output);
    process.exitCode = 1;
    return;
  }
  const exceptions = JSON.parse(readFileSync(EXCEPTIONS, 'utf8')) as Exception[];
  const { gaps, lines, branches } = readReport();
  const open = gaps.filter((gap) => !exceptions.some((exception) => excuses(exception, gap)));
  const stale = exceptions.filter((exception) => !gaps.some((gap) => excuses(exception, gap)));
  for (const { file, line, kind, text } of open)
    process.stdout.write(`${file}:${line}: ${kind} not reached: ${text}\n`);
  for (const { file, text } of stale) process.stdout.write(`${file}: the exception is not needed: ${text}\n`);
  process.stdout.write(
    `coverage: ${lines} lines and ${branches} branches, ${gaps.length - open.length} excepted, ${open.length} not reached\n`,
  );
  process.exitCode = open.length + stale.length === 0 ? 0 : 1;
}

main();
