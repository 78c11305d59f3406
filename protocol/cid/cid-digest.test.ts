import * as fc from 'fast-check';
import { CID } from 'multiformats/cid';
import { create as createDigest } from 'multiformats/hashes/digest';
import { expect, test } from 'vitest';
import { cidToDigest, digestToCid, parseCid } from './cid-digest.ts';

// The empty UnixFS directory: its bytes 0a020801 hash to this digest in every IPFS implementation.
const EMPTY_DIRECTORY = 'bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354';
const EMPTY_DIRECTORY_DIGEST = '0x59948439065f29619ef41280cbb932be52c56d99c5966b65e0111239f098bbef';

test('the empty UnixFS directory has the digest that other implementations give it', () => {
  expect(cidToDigest(EMPTY_DIRECTORY)).toBe(EMPTY_DIRECTORY_DIGEST);
  expect(digestToCid(EMPTY_DIRECTORY_DIGEST).toString()).toBe(EMPTY_DIRECTORY);
});

test('digest → CID → digest returns every digest', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const hex = `0x${Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')}`;
      const cid = digestToCid(hex);
      expect(cidToDigest(cid)).toBe(hex);
      expect(cidToDigest(cid.toString())).toBe(hex);
    }),
  );
});

test('CIDs that their digest would not name are refused', () => {
  const digest = digestToCid(EMPTY_DIRECTORY_DIGEST).multihash;
  expect(() => cidToDigest(CID.createV1(0x55, digest))).toThrow(/dag-pb/);
  expect(() => cidToDigest(CID.createV0(digest))).toThrow(/CIDv1/);
  expect(() => cidToDigest(CID.createV1(0x70, createDigest(0x12, new Uint8Array(20))))).toThrow(/sha2-256/);
});

test('text that is no CID and hex that is no digest are refused', () => {
  expect(() => parseCid('not a cid')).toThrow(expect.objectContaining({ code: 'CID_INVALID' }));
  expect(() => parseCid('b'.repeat(129))).toThrow(expect.objectContaining({ code: 'CID_INVALID' }));
  for (const hex of ['', '0x', EMPTY_DIRECTORY_DIGEST.slice(2), `${EMPTY_DIRECTORY_DIGEST}00`]) {
    expect(() => digestToCid(hex)).toThrow(expect.objectContaining({ code: 'CID_INVALID' }));
  }
});
