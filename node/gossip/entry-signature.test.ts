import { generateKeyPair, publicKeyFromRaw } from '@libp2p/crypto/keys';
import { expect, test } from 'vitest';
import { createSignatureChecker } from './entry-signature.ts';

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** The other form of a signature: r, n − s. Mathematically as good, and refused by every careful implementation. */
function highS(der: Uint8Array): Uint8Array {
  const rLength = der[3] ?? 0;
  const s = BigInt(`0x${Buffer.from(der.subarray(6 + rLength)).toString('hex')}`);
  const other = Buffer.from((ORDER - s).toString(16).padStart(64, '0'), 'hex');
  const body = Buffer.concat([der.subarray(2, 4 + rLength), Buffer.from([0x02, other.length + 1, 0]), other]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test.each([true, false])(
  'a genuine signature passes, a spoilt one never (runtime cryptography: %s)',
  async (native) => {
    const pair = await generateKeyPair('secp256k1');
    const other = await generateKeyPair('secp256k1');
    const key = hex(pair.publicKey.raw);
    const checker = createSignatureChecker(native);
    for (let i = 0; i < 20; i += 1) {
      const data = new TextEncoder().encode(`entry ${i}`);
      const signature = await pair.sign(data);
      expect(await checker.verify(hex(signature), key, data)).toBe(true);
      expect(await checker.verify(hex(signature), key, data)).toBe(true);
      expect(await checker.verify(hex(signature), key, new Uint8Array(3))).toBe(false);
      expect(await checker.verify(hex(signature), hex(other.publicKey.raw), data)).toBe(false);
      expect(await publicKeyFromRaw(pair.publicKey.raw).verify(data, signature)).toBe(true);
      expect(await checker.verify(hex(highS(signature)), key, data)).toBe(false);
      const spoilt = signature.slice();
      spoilt[10] = (spoilt[10] ?? 0) ^ 1;
      expect(await checker.verify(hex(spoilt), key, data)).toBe(false);
      expect(await checker.verify(`${hex(signature)}00`, key, data)).toBe(false);
    }
    expect(await checker.verify('', key, new Uint8Array(1))).toBe(false);
    expect(await checker.verify('3003020100', key, new Uint8Array(1))).toBe(false);
    expect(await checker.verify(hex(await pair.sign(new Uint8Array(1))), '02ff', new Uint8Array(1))).toBe(
      false,
    );
  },
);
