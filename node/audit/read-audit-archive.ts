import * as dagCbor from '@ipld/dag-cbor';
import { CID } from 'multiformats/cid';
import {
  type AuditArchiveHeader,
  archivedFactsSchema,
  auditArchiveSchema,
} from '../../protocol/audit/audit-archive-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { type ArchiveBlocks, malformed, readArchiveBlocks } from './archive-blocks.ts';
import { ChainTape } from './chain-tape.ts';

/** dag-cbor, the codec of an archive's own blocks. */
const DAG_CBOR = 0x71;

/** An audit archive that was read and whose every block was hashed again. */
export interface AuditArchive extends ArchiveBlocks {
  readonly header: AuditArchiveHeader;
  readonly tape: ChainTape;
  /** CIDs of the artifacts that it says it holds. */
  readonly artifacts: readonly string[];
}

/**
 * Reads an audit archive. Damaged blocks of artifacts are let in and named, so that the audit can say which update
 * they belong to; the chain's facts must be whole.
 *
 * @throws LoamError `AUDIT_ARCHIVE_MISSING`, `AUDIT_ARCHIVE_TOO_LARGE`, `AUDIT_ARCHIVE_MALFORMED`, `AUDIT_ARCHIVE_CORRUPT`
 */
export async function readAuditArchive(file: string): Promise<AuditArchive> {
  const car = await readArchiveBlocks(file);
  const root = decode(car, car.root);
  const { facts, artifacts, ...header } = root;
  const parsed = auditArchiveSchema.safeParse(header);
  if (!parsed.success)
    throw malformed(`its root does not fit: ${parsed.error.issues[0]?.message ?? 'unknown'}`);
  const tape = new ChainTape();
  for (const link of links(facts)) {
    const chunk = archivedFactsSchema.safeParse(decode(car, link));
    if (!chunk.success)
      throw malformed(`its facts do not fit: ${chunk.error.issues[0]?.message ?? 'unknown'}`);
    tape.add(chunk.data);
  }
  return { ...car, header: parsed.data, tape, artifacts: links(artifacts).map((cid) => cid.toString()) };
}

function links(value: unknown): CID[] {
  if (!Array.isArray(value)) throw malformed('a list of links is missing');
  return value.map((link) => CID.asCID(link) ?? refuseLink());
}

function refuseLink(): never {
  throw malformed('a link is no CID');
}

function decode(car: ArchiveBlocks, cid: CID): Record<string, unknown> {
  const bytes = car.blocks.get(cid.toString());
  if (bytes === undefined && car.damaged.has(cid.toString())) {
    throw new LoamError('AUDIT_ARCHIVE_CORRUPT', `The archive's block ${cid.toString()} is damaged.`, {
      hint: 'It holds facts of the chain, without which nothing can be checked. Fetch the file again.',
      data: { cid: cid.toString() },
    });
  }
  if (bytes === undefined || cid.code !== DAG_CBOR) throw malformed('a block of facts is missing');
  let value: unknown;
  try {
    value = dagCbor.decode(bytes);
  } catch (cause) {
    throw malformed('a block of facts cannot be read', cause);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw malformed('a block of facts holds none');
}
