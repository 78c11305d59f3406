import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { availableParallelism, homedir, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { LOAM_VERSION } from '../../protocol/version.ts';
import { logFileName } from '../logs/log-file.ts';
import { redact } from '../logs/redact.ts';
import type { Finding } from './finding.ts';
import { MAX_DIAGNOSTIC_LOG_BYTES } from './limits.ts';

/**
 * What somebody who helps needs to know: versions, findings, the end of the log; no secrets and nothing that was chatted.
 *
 * @param now milliseconds since 1970
 */
export function diagnosticsBundle(findings: readonly Finding[], dataDir: string, now: number) {
  const home = homedir();
  return {
    format: 'loam-diagnostics/1',
    at: new Date(now).toISOString(),
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
    log: logEnd(join(dataDir, 'logs', logFileName(0))).map((line) => redact(line, home)),
  };
}

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
