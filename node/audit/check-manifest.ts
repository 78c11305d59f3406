import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { keccak256 } from 'viem';
import { MANIFEST_FILE, type Manifest } from '../../protocol/bundle/bundle-schemas.ts';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import { canonicalJson } from '../../protocol/encoding/canonical-json.ts';
import { MAX_BUNDLE_BYTES, MAX_BUNDLE_FILES } from '../../protocol/limits.ts';
import { readManifestDirectory } from '../bundle/read-bundle.ts';
import type { VersionState } from '../chain/reads/read-versions.ts';
import { versionAdapterName } from '../learn/adapter-stack.ts';
import { type BuiltManifest, buildManifest } from '../merge/build-manifest.ts';
import { mergeRefusal } from '../merge/merge-gate.ts';
import { FETCH_TIMEOUT_MS } from '../network/limits.ts';
import { directoryCid } from './archive-artifacts.ts';
import type { AuditReport, AuditSource } from './audit-source.ts';

/** Merges the epoch again and compares every byte with what the registry points to. */
export async function checkManifest(
  source: AuditSource,
  entry: VersionState,
  report: AuditReport,
  signal: AbortSignal,
): Promise<void> {
  const { place, facts } = source;
  const name = `model version ${entry.version}`;
  checkRegistry(source, entry, name, report);
  if (entry.manifestCid === null) return;
  const cid = digestToCid(entry.manifestCid);
  await source.copies?.(
    {
      kind: 'manifest',
      name: `${name}, manifest ${cid}`,
      cid: cid.toString(),
      extracted: join('adapters', versionAdapterName(place.descriptor.id, entry.version)),
      read: readManifestDirectory,
    },
    report,
    signal,
  );
  const dir = join(place.context.folder.paths.staging, `audit-${facts.epoch}-${place.context.now()}`);
  try {
    const published = await place.artifacts.getDirectory(cid, {
      timeoutMs: FETCH_TIMEOUT_MS,
      maxBytes: MAX_BUNDLE_BYTES,
      maxFiles: MAX_BUNDLE_FILES,
      signal,
    });
    const rebuilt = await buildManifest(place, facts.epoch, { dir, signal });
    await comparePublished({ name, published, rebuilt, entry }, report);
    report.compare(
      'included',
      name,
      facts.submissions
        .filter((s) => s.status === 'accepted' && s.weight > 0n)
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

/** The registry's entry against its own events, and against the epoch that it claims to end. */
function checkRegistry({ facts }: AuditSource, entry: VersionState, name: string, report: AuditReport): void {
  report.compare('parent', name, `version ${facts.opened.baseVersion}`, `version ${entry.parent}`);
  const final = facts.manifests.findLast(({ version }) => version === entry.version);
  if (entry.finalizedAt !== null)
    report.compare(
      'parent',
      `${name}, as it was made final`,
      String(entry.parent),
      String(final?.parent ?? 'not in the events'),
    );
  const proposed = facts.manifests.findLast(({ version }) => version === null);
  for (const event of [proposed, ...(entry.finalizedAt === null ? [] : [final])]) {
    report.compare(
      'registry',
      `${name}, as it was ${event === final ? 'made final' : 'proposed'}`,
      inWords(event),
      inWords(entry),
    );
  }
}

function inWords(
  event:
    | {
        readonly manifestCid: string | null;
        readonly adapterCid: string | null;
        readonly aggregator: string | null;
      }
    | undefined,
): string {
  if (event === undefined) return 'not in the events';
  return `manifest ${event.manifestCid}, adapter ${event.adapterCid}, by ${event.aggregator?.toLowerCase()}`;
}

async function comparePublished(
  subject: {
    readonly name: string;
    readonly published: ReadonlyMap<string, Uint8Array>;
    readonly rebuilt: BuiltManifest;
    readonly entry: VersionState;
  },
  report: AuditReport,
): Promise<void> {
  const { name, published, rebuilt, entry } = subject;
  const { manifest, files, adapterFiles } = rebuilt;
  for (const [file, bytes] of files) {
    const found = published.get(file);
    report.compare(
      file === MANIFEST_FILE ? 'manifest' : 'merge',
      `${name}, ${file}`,
      keccak256(bytes),
      found === undefined ? 'missing' : keccak256(found),
    );
  }
  compareEntries(name, manifest, readManifest(published), report);
  report.compare(
    'manifest-files',
    name,
    [...files.keys()].sort().join(' '),
    [...published.keys()].sort().join(' '),
  );
  report.compare('manifest-cid', name, digestOf(entry.manifestCid), (await directoryCid(files)).toString());
  report.compare(
    'adapter-cid',
    name,
    digestOf(entry.adapterCid),
    (await directoryCid(adapterFiles)).toString(),
  );
  report.compare(
    'gate',
    `${name}, against the version before it`,
    'not worse',
    mergeRefusal(manifest) === null ? 'not worse' : `${manifest.evaluation.utilityPpm} ppm`,
  );
  report.compare(
    'evaluation',
    `${name}, as the registry has it`,
    `${manifest.evaluation.utilityPpm} ppm, digest ${manifest.evaluation.digest}`,
    `${entry.utilityPpm} ppm, digest ${entry.evaluationDigest}`,
  );
}

/** Field by field, so that a difference has a name. */
function compareEntries(
  name: string,
  expected: Manifest,
  found: Manifest | undefined,
  report: AuditReport,
): void {
  if (found === undefined) {
    report.compare('manifest', `${name}, ${MANIFEST_FILE}`, 'can be read', 'cannot be read');
    return;
  }
  for (const index of new Set([...expected.included, ...found.included].map((entry) => entry.index))) {
    const text = (manifest: Manifest): string => {
      const entry = manifest.included.find((candidate) => candidate.index === index);
      return entry === undefined ? 'not included' : canonicalJson(entry);
    };
    report.compare('manifest-entry', `${name}, update ${index}`, text(expected), text(found));
  }
  report.compare('residual', name, String(expected.residual), String(found.residual));
  report.compare('parent', `${name}, ${MANIFEST_FILE}`, String(expected.parent), String(found.parent));
  report.compare(
    'evaluation',
    `${name}, ${MANIFEST_FILE}`,
    canonicalJson(expected.evaluation),
    canonicalJson(found.evaluation),
  );
}

function readManifest(files: ReadonlyMap<string, Uint8Array>): Manifest | undefined {
  try {
    return readManifestDirectory(files).manifest;
  } catch {
    return undefined;
  }
}

function digestOf(hex: string | null): string {
  return hex === null ? 'none' : digestToCid(hex).toString();
}
