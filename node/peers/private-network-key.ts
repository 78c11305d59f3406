import { LoamError } from '../../protocol/errors/loam-error.ts';

const HEAD = '/key/swarm/psk/1.0.0/\n/base16/\n';
const KEY_BYTES = 32;

/** A new key of a private network in the usual text form (95 bytes), which `ipfs` nodes read too. */
export function newPrivateNetworkKey(random: (bytes: number) => Uint8Array): string {
  return `${HEAD}${Buffer.from(random(KEY_BYTES)).toString('hex')}`;
}

/**
 * Checks the text of a key file and returns it as libp2p wants it.
 *
 * @throws LoamError `PRIVATE_KEY_INVALID`; the message never holds the text
 */
export function parsePrivateNetworkKey(text: string): Uint8Array {
  const trimmed = text.length > 200 ? '' : text.replace(/\r\n/g, '\n').trimEnd();
  if (!trimmed.startsWith(HEAD) || !/^[0-9a-f]{64}$/.test(trimmed.slice(HEAD.length))) {
    throw new LoamError('PRIVATE_KEY_INVALID', 'The file holds no key of a private network.', {
      hint: "'loam network private-key <file>' makes one; every node of the network needs the same.",
    });
  }
  return new TextEncoder().encode(trimmed);
}
