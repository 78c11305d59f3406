import { createHash, createPublicKey, getCurves, type KeyObject, verify } from 'node:crypto';
import { publicKeyFromRaw } from '@libp2p/crypto/keys';
import { MAX_REMEMBERED_KEYS, MAX_REMEMBERED_SIGNATURES } from './limits.ts';

/** DER of a SubjectPublicKeyInfo for a compressed secp256k1 point, up to the point. */
const SPKI_PREFIX = Buffer.from('3036301006072a8648ce3d020106052b8104000a032200', 'hex');
/** Half of the order of secp256k1; of the two forms of a signature the one with the smaller s counts. */
const HALF_ORDER = Buffer.from('7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0', 'hex');

/** Checks secp256k1 signatures over SHA-256, in hex as OrbitDB writes them, and remembers the good ones. */
export interface SignatureChecker {
  /** Whether `key` (66 hex characters) signed `data`. Never throws. */
  verify(signature: string, key: string, data: Uint8Array): Promise<boolean>;
}

/**
 * Makes a checker. Where the runtime's own cryptography knows the curve (Node; not Electron), a check runs in its
 * thread pool, so that a stream of entries does not stop the event loop, and takes a quarter of the time.
 *
 * @param native whether to use the runtime's own; by default where it can.
 */
export function createSignatureChecker(
  native: boolean = getCurves().includes('secp256k1'),
): SignatureChecker {
  const keys = new Map<string, KeyObject>();
  const verified = new Map<string, string>();

  const keyObject = (key: string): KeyObject => {
    const known = keys.get(key);
    if (known !== undefined) return known;
    const made = createPublicKey({
      key: Buffer.concat([SPKI_PREFIX, Buffer.from(key, 'hex')]),
      format: 'der',
      type: 'spki',
    });
    if (keys.size >= MAX_REMEMBERED_KEYS) keys.clear();
    keys.set(key, made);
    return made;
  };

  const verifyNative = (signature: Buffer, key: string, data: Uint8Array): Promise<boolean> =>
    new Promise((resolve) => {
      verify('sha256', data, keyObject(key), signature, (error, good) => resolve(error === null && good));
    });

  return {
    async verify(signature, key, data) {
      const name = `${key}${signature}`;
      const digest = createHash('sha256').update(data).digest('base64');
      const known = verified.get(name);
      if (known !== undefined) return known === digest;
      const bytes = Buffer.from(signature, 'hex');
      if (!isCanonical(bytes)) return false;
      let good = false;
      try {
        good = native
          ? await verifyNative(bytes, key, data)
          : await publicKeyFromRaw(Buffer.from(key, 'hex')).verify(data, bytes);
      } catch {
        return false;
      }
      if (!good) return false;
      if (verified.size >= MAX_REMEMBERED_SIGNATURES) {
        const [oldest] = verified.keys();
        if (oldest !== undefined) verified.delete(oldest);
      }
      verified.set(name, digest);
      return true;
    },
  };
}

/** Whether a signature is in the one form that all implementations agree on: minimal DER, s in the lower half. */
function isCanonical(der: Buffer): boolean {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return false;
  const rLength = der[3] ?? 0;
  const sAt = 4 + rLength;
  const sLength = der[sAt + 1] ?? 0;
  if (sAt + 2 + sLength !== der.length) return false;
  const s = der.subarray(sAt + 2);
  if (!isMinimalInteger(der[2], der.subarray(4, sAt)) || !isMinimalInteger(der[sAt], s)) return false;
  const padded = Buffer.alloc(HALF_ORDER.length);
  const significant = s[0] === 0 ? s.subarray(1) : s;
  if (significant.length > padded.length) return false;
  significant.copy(padded, padded.length - significant.length);
  return padded.compare(HALF_ORDER) <= 0;
}

function isMinimalInteger(tag: number | undefined, value: Buffer): boolean {
  const [first, second] = value;
  if (tag !== 0x02 || first === undefined || first >= 0x80) return false;
  return first !== 0 || (second !== undefined && second >= 0x80);
}
