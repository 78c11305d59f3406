import * as dagCbor from '@ipld/dag-cbor';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_ENTRY_BYTES, MAX_FRAME_BYTES, MAX_IDENTITY_BYTES } from './limits.ts';

/**
 * What travels between peers for one entry: the entry's own bytes and its signer's identity record, so that the
 * receiver can check everything without asking anybody.
 */
export interface EntryFrame {
  readonly entry: Uint8Array;
  readonly identity: Uint8Array;
}

/** Encodes a frame as dag-cbor `{e, i}`. */
export function encodeFrame(frame: EntryFrame): Uint8Array {
  return dagCbor.encode({ e: frame.entry, i: frame.identity });
}

/**
 * Decodes a frame and checks its sizes.
 *
 * @throws LoamError `GOSSIP_TOO_LARGE`, `GOSSIP_MALFORMED`.
 */
export function decodeFrame(bytes: Uint8Array): EntryFrame {
  if (bytes.length > MAX_FRAME_BYTES) throw tooLarge(bytes.length);
  let value: unknown;
  try {
    value = dagCbor.decode(bytes);
  } catch (cause) {
    throw new LoamError('GOSSIP_MALFORMED', 'a gossip message is not dag-cbor', { cause });
  }
  if (typeof value !== 'object' || value === null || !('e' in value) || !('i' in value)) {
    throw new LoamError('GOSSIP_MALFORMED', 'a gossip message lacks its entry or its identity');
  }
  const { e: entry, i: identity } = value;
  if (
    !(entry instanceof Uint8Array) ||
    !(identity instanceof Uint8Array) ||
    Object.keys(value).length !== 2
  ) {
    throw new LoamError('GOSSIP_MALFORMED', 'a gossip message has fields of the wrong kind');
  }
  if (entry.length > MAX_ENTRY_BYTES) throw tooLarge(entry.length);
  if (identity.length > MAX_IDENTITY_BYTES) throw tooLarge(identity.length);
  return { entry, identity };
}

function tooLarge(bytes: number): LoamError {
  return new LoamError('GOSSIP_TOO_LARGE', 'a gossip message is too large', { data: { bytes } });
}
