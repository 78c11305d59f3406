import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseCid } from '../../protocol/cid/cid-digest.ts';
import { MAX_BUNDLE_BYTES, MAX_BUNDLE_FILES } from '../../protocol/limits.ts';
import { verifyDag } from '../artifacts/verify-dag.ts';
import { type AdapterFiles, alteredAdapterFile } from '../network/adapter-files.ts';
import { FETCH_TIMEOUT_MS } from '../network/limits.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { VerifyingBlockstore } from '../peers/verifying-blockstore.ts';
import type { AuditReport } from './audit-source.ts';

/** An artifact with an adapter in it, and where nodes extract that. */
export interface CopiedArtifact {
  readonly kind: 'bundle' | 'manifest';
  /** In words, e.g. `submission 0 of epoch 1, bundle bafy…`. */
  readonly name: string;
  readonly cid: string;
  /** Path of the extracted adapter inside a data folder. */
  readonly extracted: string;
  readonly read: (files: ReadonlyMap<string, Uint8Array>) => AdapterFiles;
}

/**
 * Hashes every stored block of an artifact again and compares every extracted adapter with it, in this node's data
 * folder and in those of the local network's members on this computer. Comes before anything that would repair them.
 */
export async function checkCopies(
  session: NetworkSession,
  artifact: CopiedArtifact,
  report: AuditReport,
  signal: AbortSignal,
): Promise<void> {
  const { context, artifacts } = session;
  const { kind, name, cid } = artifact;
  const copies = dataFolders(context.folder.dir);
  for (const { folder, owner } of copies) {
    const blocks = new VerifyingBlockstore(join(folder, 'peers', 'blocks'));
    const found = await verifyDag(blocks, parseCid(cid), signal);
    if (owner !== null && found.missing.includes(cid)) continue;
    const damaged = found.corrupt[0];
    report.compare(
      `${kind}-bytes`,
      owner === null ? name : `${name}, stored by ${owner}`,
      'intact',
      damaged === undefined ? 'intact' : `damaged block ${damaged}`,
    );
  }
  const truth = await artifacts
    .getDirectory(cid, {
      timeoutMs: FETCH_TIMEOUT_MS,
      maxBytes: MAX_BUNDLE_BYTES,
      maxFiles: MAX_BUNDLE_FILES,
      signal,
    })
    .then(artifact.read)
    .catch(() => undefined);
  signal.throwIfAborted();
  // What cannot be had or read is reported by whoever runs it again.
  if (truth === undefined) return;
  for (const { folder, owner } of copies) {
    const dir = join(folder, artifact.extracted);
    if (!existsSync(dir)) continue;
    const altered = alteredAdapterFile(dir, truth);
    report.compare(
      `${kind}-copy`,
      `${name}, extracted by ${owner ?? 'this node'}`,
      'as published',
      altered === undefined ? 'as published' : `other bytes in ${altered}`,
    );
  }
}

/** This node's data folder (`owner` null) and those of the local network's members. */
function dataFolders(own: string): { folder: string; owner: string | null }[] {
  const local = join(own, 'local-network');
  const members = existsSync(local) ? readdirSync(local) : [];
  return [
    { folder: own, owner: null },
    ...members
      .filter((member) => existsSync(join(local, member, 'peers')))
      .sort()
      .map((owner) => ({ folder: join(local, owner), owner })),
  ];
}
