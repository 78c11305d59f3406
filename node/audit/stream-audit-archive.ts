import { createReadStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ArchivePiece } from '../../protocol/api/audit-schemas.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { exportAuditArchive } from './export-audit-archive.ts';
import { ARCHIVE_PIECE_BYTES } from './limits.ts';

/** Writes the audit archive of an epoch and hands it out piece by piece. @throws LoamError as `exportAuditArchive` */
export async function* streamAuditArchive(
  session: NetworkSession,
  epoch: bigint,
  signal: AbortSignal,
): AsyncGenerator<ArchivePiece, void, void> {
  const file = join(session.context.folder.paths.staging, `archive-${session.context.nextRowId()}.car`);
  try {
    yield { type: 'progress', sentence: `Collecting everything about epoch ${epoch}` };
    const { bytes, absent } = await exportAuditArchive(session, epoch, file, { signal });
    for await (const piece of createReadStream(file, { highWaterMark: ARCHIVE_PIECE_BYTES, signal }))
      yield { type: 'piece', base64: (piece as Buffer).toString('base64') };
    yield { type: 'done', name: `epoch-${epoch}.car`, bytes, absent: [...absent] };
  } finally {
    rmSync(file, { force: true });
  }
}
