import { CID } from 'multiformats/cid';

/** The codec of plain bytes. */
const RAW = 0x55;

/**
 * What names a stored block. Two CIDs that differ in their codec alone name the same stored bytes, so whoever counts
 * or deletes blocks goes by this and never by the CID.
 */
export function blockKey(cid: CID): string {
  return CID.createV1(RAW, cid.multihash).toString();
}

/** A CID under which the block of a key can be read and deleted. */
export function keyToCid(key: string): CID {
  return CID.parse(key);
}
