import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { digestToCid } from '../../protocol/cid/cid-digest.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_BUNDLE_BYTES, MAX_BUNDLE_FILES } from '../../protocol/limits.ts';
import { readManifestDirectory } from '../bundle/read-bundle.ts';
import { readVersions } from '../chain/reads/read-versions.ts';
import { ensureAdapterFiles } from '../network/adapter-files.ts';
import type { NodeContext } from '../node-context.ts';
import { archiveArtifacts } from './archive-artifacts.ts';
import { openArchiveChain } from './archive-chain.ts';
import type { AuditSource } from './audit-source.ts';
import { readAuditArchive } from './read-audit-archive.ts';
import { readEpochFacts } from './read-epoch-facts.ts';

/** A source that leaves something behind while it is open. */
export interface OpenArchive extends AuditSource {
  /** Removes what was unpacked. */
  close(): void;
}

/**
 * The epoch of an audit archive. Needs no network; only the base model comes from this machine, and its hash must be
 * the one that the archive's network names.
 *
 * @throws LoamError `AUDIT_ARCHIVE_…`, `AUDIT_OTHER_MODEL`, `EPOCH_UNKNOWN`
 */
export async function openArchiveSource(
  context: NodeContext,
  file: string,
  onProgress?: (sentence: string) => void,
): Promise<OpenArchive> {
  onProgress?.('Reading the archive and hashing every block again');
  const archive = await readAuditArchive(file);
  const { network: descriptor, epoch } = archive.header;
  const model = await context.model();
  if (model.hash !== descriptor.baseModel) {
    throw new LoamError('AUDIT_OTHER_MODEL', 'The archive is of a network with another base model.', {
      hint: 'Give the folder of that model with --model-dir.',
      data: { expected: descriptor.baseModel, actual: model.hash },
    });
  }
  const chain = await openArchiveChain(descriptor, archive.tape);
  const artifacts = archiveArtifacts(archive);
  const unpacked = join(context.folder.paths.staging, `audit-archive-${epoch}-${context.now()}`);
  return {
    facts: await readEpochFacts(chain, BigInt(epoch), onProgress),
    name: `the archive ${basename(file)}`,
    copies: null,
    place: {
      context,
      descriptor,
      chain,
      artifacts,
      verifiedVersionAdapter: async (version) => {
        if (version === 0) return null;
        const entry = (await readVersions(chain)).find((v) => v.version === version);
        if (entry?.manifestCid == null)
          throw new LoamError('VERSION_UNKNOWN', `The archive knows no model version ${version}.`);
        const files = await artifacts.getDirectory(digestToCid(entry.manifestCid), {
          maxBytes: MAX_BUNDLE_BYTES,
          maxFiles: MAX_BUNDLE_FILES,
        });
        const dir = join(unpacked, `version-${version}`);
        ensureAdapterFiles(dir, readManifestDirectory(files));
        return dir;
      },
    },
    close: () => rmSync(unpacked, { recursive: true, force: true }),
  };
}
