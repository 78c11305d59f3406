import type { KeyObject } from 'node:crypto';

/** Protobuf header of an Ed25519 private key as libp2p stores it: type 1, 64 bytes of data. */
const HEADER = Uint8Array.of(0x08, 0x01, 0x12, 0x40);

/** An Ed25519 key in libp2p's protobuf form (68 bytes: header, seed, public key). */
export function peerKeyOf(privateKey: KeyObject): Uint8Array {
  const jwk = privateKey.export({ format: 'jwk' });
  return Buffer.concat([
    HEADER,
    Buffer.from(jwk.d ?? '', 'base64url'),
    Buffer.from(jwk.x ?? '', 'base64url'),
  ]);
}
