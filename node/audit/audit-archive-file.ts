import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditEvent } from '../../protocol/api/audit-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_UPLOADED_ARCHIVE_BYTES } from '../../protocol/limits.ts';
import { atomicWrite } from '../data-folder/atomic-write.ts';
import type { NodeContext } from '../node-context.ts';
import { openArchiveSource } from './archive-source.ts';
import { auditEpoch } from './auditor.ts';

/**
 * Audits an archive whose bytes somebody handed over. Needs no network.
 *
 * @throws LoamError `AUDIT_ARCHIVE_TOO_LARGE`, and as `openArchiveSource`
 */
export async function* auditArchiveFile(
  context: NodeContext,
  { name, base64 }: { readonly name: string; readonly base64: string },
  signal: AbortSignal,
): AsyncGenerator<AuditEvent, void, void> {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > MAX_UPLOADED_ARCHIVE_BYTES) {
    throw new LoamError('AUDIT_ARCHIVE_TOO_LARGE', 'The archive is too large to be handed over here.', {
      hint: 'Audit it with: loam audit --car and the file.',
      data: { limit: MAX_UPLOADED_ARCHIVE_BYTES },
    });
  }
  // The name is only for the report; the file's own is ours.
  const file = join(context.folder.paths.staging, `uploaded-${context.nextRowId()}.car`);
  try {
    yield { type: 'progress', sentence: `Reading ${name} and hashing every block again`, done: 0, of: 1 };
    atomicWrite(file, bytes);
    const source = await openArchiveSource(context, file);
    try {
      yield* auditEpoch(source, {}, signal);
    } finally {
      source.close();
    }
  } finally {
    rmSync(file, { force: true });
  }
}
