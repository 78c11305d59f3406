import type { NetworkInterfaceInfo } from 'node:os';
import { type Scope, scopeOfIp } from './address-scope.ts';

/** Addresses that a node listens on by itself, at most; a computer with more interfaces names them. */
const MAX_DEFAULT_ADDRESSES = 8;

/**
 * Where a node of a network listens unless told otherwise: on loopback where all of the network is on this computer,
 * otherwise on each IPv4 address of this computer, by name and never on "all interfaces".
 *
 * @param scope how far the network goes
 * @param interfaces of this computer, `os.networkInterfaces()`
 * @param port 0 for any free one
 */
export function defaultListen(
  scope: Scope,
  interfaces: Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>,
  port = 0,
): string[] {
  const outer = Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, address }) => family === 'IPv4' && scopeOfIp(address) !== 'loopback')
    .map(({ address }) => `/ip4/${address}/tcp/${port}`);
  return scope === 'loopback' || outer.length === 0
    ? [`/ip4/127.0.0.1/tcp/${port}`]
    : outer.slice(0, MAX_DEFAULT_ADDRESSES);
}
