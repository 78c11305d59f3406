import { cidToDigest, digestToCid } from '../../protocol/cid/cid-digest.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import {
  type ProposalDocument,
  parseProposalDocument,
  proposalDocumentSchema,
} from '../../protocol/governance/proposal-document.ts';
import { MAX_PROPOSAL_DOCUMENT_BYTES } from '../../protocol/limits.ts';
import type { NetworkSession } from '../network/network-session.ts';
import { DOCUMENT_TIMEOUT_MS } from './limits.ts';

/** CID of a proposal's document in text; null when the proposal names none. */
export function documentCid(digest: Hex): string | null {
  return digest.length === 66 && !/^0x0+$/.test(digest) ? digestToCid(digest).toString() : null;
}

/**
 * A proposal's document; null when nobody has it or it is no text.
 *
 * @param isHere reads only what is stored on this computer
 */
export async function readProposalDocument(
  { artifacts, context, signal }: NetworkSession,
  cid: string | null,
  isHere: boolean,
): Promise<ProposalDocument | null> {
  if (cid === null) return null;
  try {
    const bytes = await artifacts.getFile(cid, {
      maxBytes: MAX_PROPOSAL_DOCUMENT_BYTES,
      timeoutMs: DOCUMENT_TIMEOUT_MS,
      offline: isHere,
      signal,
    });
    return parseProposalDocument(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (!isHere) context.log.info('a proposal’s document was not found', { cid, error: String(error) });
    return null;
  }
}

/** Keeps a document for everybody who asks for it. @throws LoamError `PROPOSAL_TOO_LONG`, `ARTIFACT_QUOTA` */
export async function writeProposalDocument(
  { artifacts }: NetworkSession,
  document: ProposalDocument,
): Promise<{ cid: string; digest: Hex }> {
  const bytes = new TextEncoder().encode(
    `${JSON.stringify(proposalDocumentSchema.parse(document), null, 2)}\n`,
  );
  if (bytes.length > MAX_PROPOSAL_DOCUMENT_BYTES)
    throw new LoamError('PROPOSAL_TOO_LONG', 'The reasons of this proposal are too long.', {
      hint: 'Shorten them, or put details elsewhere and say where.',
      data: { bytes: bytes.length, limit: MAX_PROPOSAL_DOCUMENT_BYTES },
    });
  const cid = await artifacts.putFile(bytes);
  await artifacts.pin(cid);
  return { cid: cid.toString(), digest: cidToDigest(cid) };
}
