import { BlockList, isIP } from 'node:net';
import { parseMultiaddr } from './addresses.ts';

/** How far away an address is: this computer, the local network, or anywhere. */
export type Scope = 'loopback' | 'lan' | 'public';

const ORDER: readonly Scope[] = ['loopback', 'lan', 'public'];

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** RFC 1918, carriers' shared space, link-local, unique local. */
const LAN = new BlockList();
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
] as const)
  LAN.addSubnet(net, bits, 'ipv4');
LAN.addSubnet('fc00::', 7, 'ipv6');
LAN.addSubnet('fe80::', 10, 'ipv6');

/** How far away an IP address is. Text that is no IP address counts as anywhere. */
export function scopeOfIp(ip: string): Scope {
  const version = isIP(ip);
  if (version === 0) return 'public';
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (LOOPBACK.check(ip, family)) return 'loopback';
  return LAN.check(ip, family) ? 'lan' : 'public';
}

/** The IP address that a connection to a multiaddress goes to first, or undefined for names. */
export function ipOfAddress(text: string): string | undefined {
  const first = parseMultiaddr(text)
    .getComponents()
    .find(({ name }) => name !== 'ip6zone');
  return first?.name === 'ip4' || first?.name === 'ip6' ? first.value : undefined;
}

/** How far a connection to a multiaddress goes. Names (dns, dns4, …) may lead anywhere. */
export function scopeOfAddress(text: string): Scope {
  const ip = ipOfAddress(text);
  return ip === undefined ? 'public' : scopeOfIp(ip);
}

/** The farthest of these addresses; loopback for none. */
export function widestScope(addresses: readonly string[]): Scope {
  const widest = Math.max(0, ...addresses.map((address) => ORDER.indexOf(scopeOfAddress(address))));
  return ORDER[widest] ?? 'public';
}

/** Whether `scope` lies within `limit`. */
export function isWithin(scope: Scope, limit: Scope): boolean {
  return ORDER.indexOf(scope) <= ORDER.indexOf(limit);
}
