import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { keccak256 } from 'viem';
import type { ModelVersion } from '../../protocol/api/audit-schemas.ts';
import { MANIFEST_FILE } from '../../protocol/bundle/bundle-schemas.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { MAX_BUNDLE_BYTES, MAX_BUNDLE_FILES } from '../../protocol/limits.ts';
import { readManifestDirectory } from '../bundle/read-bundle.ts';
import type { SubmissionState } from '../chain/reads/read-submission.ts';
import { versionAdapterName } from '../learn/adapter-stack.ts';
import { buildManifest } from '../merge/build-manifest.ts';
import { FETCH_TIMEOUT_MS } from '../network/limits.ts';
import type { NetworkSession } from '../network/network-session.ts';
import type { AuditReport } from './auditor.ts';
import { checkCopies } from './check-copies.ts';

/** Merges the epoch again and compares every byte with what the registry points to. */
export async function checkManifest(
  session: NetworkSession,
  subject: {
    readonly entry: ModelVersion;
    readonly epoch: bigint;
    readonly submissions: readonly SubmissionState[];
  },
  report: AuditReport,
  signal: AbortSignal,
): Promise<void> {
  const { artifacts, context } = session;
  const { entry, epoch } = subject;
  const name = `model version ${entry.version}`;
  const cid = digestToCid(entry.manifestCid as Hex);
  await checkCopies(
    session,
    {
      kind: 'manifest',
      name: `${name}, manifest ${cid}`,
      cid: cid.toString(),
      extracted: join('adapters', versionAdapterName(session.descriptor.id, entry.version)),
      read: readManifestDirectory,
    },
    report,
    signal,
  );
  const dir = join(context.folder.paths.staging, `audit-${entry.version}-${context.now()}`);
  try {
    const published = await artifacts.getDirectory(cid, {
      timeoutMs: FETCH_TIMEOUT_MS,
      maxBytes: MAX_BUNDLE_BYTES,
      maxFiles: MAX_BUNDLE_FILES,
      signal,
    });
    const rebuilt = await buildManifest(session, epoch, { dir, signal });
    for (const [file, bytes] of rebuilt.files) {
      const found = published.get(file);
      report.compare(
        file === MANIFEST_FILE ? 'manifest' : 'merge',
        `${name}, ${file}`,
        keccak256(bytes),
        found === undefined ? 'missing' : keccak256(found),
      );
    }
    report.compare(
      'manifest-files',
      name,
      [...rebuilt.files.keys()].sort().join(' '),
      [...published.keys()].sort().join(' '),
    );
    const again = await artifacts.putDirectory(rebuilt.files);
    report.compare('manifest-cid', name, cid.toString(), again.toString());
    report.compare(
      'included',
      name,
      subject.submissions
        .filter((s) => s.status === 'accepted')
        .map((s) => s.index)
        .join(' '),
      rebuilt.manifest.included.map((s) => s.index).join(' '),
    );
  } catch (error) {
    signal.throwIfAborted();
    report.fail('merge', `${name}, manifest ${cid}`, 'can be fetched and merged again', error);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
