import { type Multiaddr, multiaddr } from '@multiformats/multiaddr';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_ADDRESSES, MAX_MULTIADDR_CHARS } from './limits.ts';

/**
 * Parses a multiaddress.
 *
 * @throws LoamError `PEER_ADDRESS_INVALID` when it is too long or malformed.
 */
export function parseMultiaddr(text: string): Multiaddr {
  try {
    if (text.length > MAX_MULTIADDR_CHARS) throw new Error(`longer than ${MAX_MULTIADDR_CHARS} characters`);
    return multiaddr(text);
  } catch (cause) {
    throw new LoamError('PEER_ADDRESS_INVALID', `"${text.slice(0, 80)}" is not a peer address`, {
      hint: 'An address looks like /ip4/127.0.0.1/tcp/4001/p2p/12D3Koo….',
      cause,
    });
  }
}

/**
 * Checks the addresses to listen on. Every one names an interface: a host never opens itself to all of them.
 *
 * @throws LoamError `PEER_LISTEN_ANY` for 0.0.0.0 and ::, `PEER_ADDRESS_INVALID` for malformed ones or too many.
 */
export function checkListenAddresses(addresses: readonly string[]): string[] {
  if (addresses.length > MAX_ADDRESSES) {
    throw new LoamError('PEER_ADDRESS_INVALID', `more than ${MAX_ADDRESSES} listen addresses`);
  }
  return addresses.map((text) => {
    for (const { name, value } of parseMultiaddr(text).getComponents()) {
      const any = (name === 'ip4' && value === '0.0.0.0') || (name === 'ip6' && /^[0:]+$/.test(value ?? ''));
      if (any) {
        throw new LoamError('PEER_LISTEN_ANY', `refusing to listen on every interface (${text})`, {
          hint: 'Name the address of one interface, for example /ip4/127.0.0.1/tcp/0.',
        });
      }
    }
    return text;
  });
}
