import { PREFIX, removeNamespaces } from './remove-namespaces.ts';
import { runTool } from './run-tool.ts';

/** How a home router treats its hosts. */
export interface HomeRouter {
  /** Maps a port anew for every destination. */
  readonly isSymmetric?: boolean;
  /** Answers strangers with a refusal. */
  readonly refuses?: boolean;
  /** Its own way out; without it only its outer switch is reached. */
  readonly gateway?: string;
}

/**
 * Hosts and the wires between them, in network namespaces of Linux. Nothing is connected to the machine's own network:
 * whatever addresses are used inside, no packet leaves.
 */
export interface TestWorld {
  /** The namespace of a host. */
  namespace(host: string): string;
  /** A switch; hosts are plugged into it. */
  addSwitch(name: string): void;
  /** A host with one interface in a switch. @param cidr e.g. `10.0.0.2/24` @param gateway its default route */
  addHost(name: string, into: string, cidr: string, gateway?: string): void;
  /** A further interface of a host. @returns its name inside */
  plug(host: string, into: string, cidr: string): string;
  /**
   * A home router: `inside` is a new switch behind it whose hosts leave with the router's outer address. It drops what
   * nobody inside asked for, unless told otherwise.
   */
  addNat(
    name: string,
    outside: string,
    outer: string,
    inside: string,
    inner: string,
    options?: HomeRouter,
  ): void;
  /** Sends what arrives at a router's outer address on a TCP port to a host behind it. */
  forwardPort(nat: string, port: number, host: string): void;
  /** Lets a host pass packets on between its interfaces. */
  addRouter(name: string): void;
  /** A wire between two switches. */
  join(one: string, other: string): void;
  /** Pulls a wire out, or plugs it in again. */
  setJoined(one: string, other: string, isUp: boolean): void;
  /** Removes everything. */
  remove(): void;
}

let serial = 0;

/** An empty world. */
export function createTestWorld(): TestWorld {
  const id = `${PREFIX}${process.pid}-${++serial}-`;
  const namespaces = new Set<string>();
  const plugs = new Map<string, number>();
  const gateways = new Map<string, string>();
  const namespace = (name: string): string => `${id}${name}`;
  const ip = (name: string, ...args: string[]): string => runTool('ip', ['-n', namespace(name), ...args]);
  const nft = (name: string, rules: string): string =>
    runTool('ip', ['netns', 'exec', namespace(name), 'nft', '-f', '-'], rules);
  const add = (name: string): void => {
    runTool('ip', ['netns', 'add', namespace(name)]);
    namespaces.add(name);
    ip(name, 'link', 'set', 'lo', 'up');
  };
  const sysctl = (name: string, key: string, value: string): void => {
    runTool('ip', ['netns', 'exec', namespace(name), 'sh', '-c', `echo ${value} > /proc/sys/net/${key}`]);
  };

  const world: TestWorld = {
    namespace,
    addSwitch(name) {
      add(name);
      ip(name, 'link', 'add', 'br0', 'type', 'bridge');
      ip(name, 'link', 'set', 'br0', 'up');
    },
    addHost(name, into, cidr, gateway) {
      add(name);
      world.plug(name, into, cidr);
      if (gateway !== undefined) ip(name, 'route', 'add', 'default', 'via', gateway);
    },
    plug(host, into, cidr) {
      const count = plugs.get(host) ?? 0;
      plugs.set(host, count + 1);
      const inside = `eth${count}`;
      ip(
        host,
        'link',
        'add',
        inside,
        'type',
        'veth',
        'peer',
        'name',
        `${host}${count}`,
        'netns',
        namespace(into),
      );
      ip(into, 'link', 'set', `${host}${count}`, 'master', 'br0');
      ip(into, 'link', 'set', `${host}${count}`, 'up');
      ip(host, 'addr', 'add', cidr, 'dev', inside);
      ip(host, 'link', 'set', inside, 'up');
      return inside;
    },
    addRouter(name) {
      add(name);
      sysctl(name, 'ipv4/ip_forward', '1');
      sysctl(name, 'ipv4/conf/all/rp_filter', '0');
      sysctl(name, 'ipv4/conf/default/rp_filter', '0');
    },
    addNat(name, outside, outer, inside, inner, { isSymmetric = false, refuses = false, gateway } = {}) {
      world.addRouter(name);
      world.addSwitch(inside);
      world.plug(name, outside, outer);
      world.plug(name, inside, inner);
      if (gateway !== undefined) ip(name, 'route', 'add', 'default', 'via', gateway);
      gateways.set(name, outer.split('/')[0] ?? '');
      nft(
        name,
        `table ip home {
          chain back { type nat hook prerouting priority dstnat; }
          chain out { type nat hook postrouting priority srcnat; oifname "eth0" masquerade ${isSymmetric ? 'fully-random' : ''}; }
          chain in { type filter hook input priority filter; policy ${refuses ? 'accept' : 'drop'};
            ct state established,related accept; iifname "eth1" accept; ip protocol icmp accept; }
          chain pass { type filter hook forward priority filter; policy drop;
            ct state established,related accept; iifname "eth1" accept; ct status dnat accept; }
        }`,
      );
    },
    forwardPort(nat, port, host) {
      nft(nat, `add rule ip home back ip daddr ${gateways.get(nat)} tcp dport ${port} dnat to ${host}`);
    },
    join(one, other) {
      ip(
        one,
        'link',
        'add',
        `to-${other}`,
        'type',
        'veth',
        'peer',
        'name',
        `to-${one}`,
        'netns',
        namespace(other),
      );
      for (const [from, to] of [
        [one, other],
        [other, one],
      ] as const)
        ip(from, 'link', 'set', `to-${to}`, 'master', 'br0', 'up');
    },
    setJoined: (one, other, isUp) => {
      ip(one, 'link', 'set', `to-${other}`, isUp ? 'up' : 'down');
    },
    remove: () => removeNamespaces(true),
  };
  return world;
}
