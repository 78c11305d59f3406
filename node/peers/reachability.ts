import type { Reachability } from '../../protocol/api/network-schemas.ts';
import { type Scope, scopeOfAddress } from './address-scope.ts';

/** What is known about a host's connections. */
export interface ReachabilityFacts {
  /** Addresses that are known to work, as announced to others. */
  readonly addresses: readonly string[];
  readonly connections: readonly {
    readonly address: string;
    readonly direction: 'inbound' | 'outbound';
    /** Through a hole that both sides made in their routers: proves nothing about who else gets in. */
    readonly isPunched?: boolean;
  }[];
  /** How far this node's network goes. */
  readonly scope: Scope;
  /** How many addresses the network file names to dial first, relays included. */
  readonly known: number;
  /** TCP port this node listens on, for the advice; undefined when it listens nowhere. */
  readonly port: number | undefined;
}

/** Tells from the facts how reachable a node is, and what its owner can do about it. */
export function describeReachability(facts: ReachabilityFacts): Reachability {
  const { addresses, connections, scope, port } = facts;
  const isRelayed = (address: string): boolean => address.includes('/p2p-circuit');
  const isFromOutside = connections.some(
    ({ address, direction, isPunched }) =>
      direction === 'inbound' &&
      isPunched !== true &&
      !isRelayed(address) &&
      scopeOfAddress(address) === 'public',
  );
  const isPublic = addresses.some((address) => !isRelayed(address) && scopeOfAddress(address) === 'public');
  if (connections.length > 0 && (isPublic || isFromOutside)) {
    return { state: 'outside', sentence: 'Other nodes can reach this one from outside.', mend: null };
  }
  const forward =
    port === undefined
      ? 'Let this node listen on a port, forward that port of your router to this computer, and announce it.'
      : `Forward TCP port ${port} of your router to this computer and announce it: loam network join --announce /ip4/<your public address>/tcp/${port}`;
  if (addresses.some(isRelayed)) {
    return {
      state: 'relay',
      sentence: connections.some(({ isPunched }) => isPunched)
        ? 'Other nodes find this one through a relay and then speak with it directly where their routers allow it.'
        : 'Other nodes reach this one only through a relay.',
      mend: `It works, but slower. ${forward}`,
    };
  }
  if (connections.length === 0) {
    return {
      state: 'nobody',
      sentence: 'No other node was found.',
      mend:
        facts.known === 0
          ? 'The network file names nobody to begin with. Ask its maker for a newer file, or wait until somebody connects.'
          : scope === 'public'
            ? 'Check the internet connection and that no firewall stops outgoing connections; the nodes in the network file may also be off.'
            : 'Check that the other nodes run and that this computer is on their network.',
    };
  }
  if (scope === 'public' && connections.some(({ address }) => scopeOfAddress(address) === 'public')) {
    return {
      state: 'outgoing',
      sentence: 'This node reaches others, but they cannot reach it.',
      mend: forward,
    };
  }
  return {
    state: 'local',
    sentence: scope === 'loopback' ? 'Connected on this computer only.' : 'Connected on this network only.',
    mend:
      scope === 'public'
        ? 'Nobody beyond this network answers. Check the internet connection, or whether the nodes in the network file run.'
        : null,
  };
}
