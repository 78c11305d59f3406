import { networkInterfaces } from 'node:os';
import { widestScope } from '../../node/peers/address-scope.ts';
import { checkListenAddresses } from '../../node/peers/addresses.ts';
import { defaultListen } from '../../node/peers/default-listen.ts';
import { type NetworkDescriptor, reachingOf } from '../../protocol/network/network-descriptor.ts';

/** Where a node of a network listens: where a person says, else as far as its file's addresses go. */
export function listenOn(
  descriptor: NetworkDescriptor,
  named: readonly string[] | undefined,
  announce: readonly string[] = [],
): string[] {
  if (named !== undefined) return checkListenAddresses(named);
  const { bootstrap, relays, mdns } = reachingOf(descriptor);
  const scope = widestScope([...bootstrap, ...relays, ...announce]);
  return defaultListen(mdns && scope === 'loopback' ? 'lan' : scope, networkInterfaces());
}
