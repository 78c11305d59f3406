import { expect, test } from 'vitest';
import { describeReachability, type ReachabilityFacts } from './reachability.ts';

const PEER = '12D3KooWJE8Qw4xPMnvDhVbxyHmSdVTDhuQxoZRoZbDPr9hnSyhX';
const RELAYED = `/ip4/9.9.9.9/tcp/1/p2p/${PEER}/p2p-circuit/p2p/${PEER}`;
const HOME = '/ip4/192.168.1.7/tcp/4001';
const alone: ReachabilityFacts = {
  addresses: [HOME],
  connections: [],
  scope: 'public',
  known: 2,
  port: 4001,
};
const out = (address: string) => ({ address, direction: 'outbound' as const });
const into = (address: string) => ({ address, direction: 'inbound' as const });

test.each<[string, Partial<ReachabilityFacts>, string, RegExp | null]>([
  ['nobody answers', {}, 'nobody', /firewall/],
  ['nobody is named', { known: 0 }, 'nobody', /names nobody/],
  ['nobody answers on a closed network', { scope: 'lan' }, 'nobody', /on their network/],
  ['an announced address alone is no proof', { addresses: ['/ip4/9.1.1.1/tcp/1'] }, 'nobody', /firewall/],
  [
    'a place on a relay',
    { addresses: [HOME, RELAYED], connections: [out('/ip4/9.9.9.9/tcp/1')] },
    'relay',
    /port 4001/,
  ],
  ['a caller from outside', { connections: [into('/ip4/8.8.8.8/tcp/1')] }, 'outside', null],
  [
    'a caller over a relay is none',
    { addresses: [RELAYED], connections: [into(RELAYED)] },
    'relay',
    /Forward/,
  ],
  [
    'a hole in the router lets one peer in, not the others',
    {
      addresses: [RELAYED],
      connections: [{ ...into('/ip4/8.8.8.8/tcp/1'), isPunched: true }],
    },
    'relay',
    /Forward/,
  ],
  [
    'a checked public address',
    { addresses: ['/ip4/9.1.1.1/tcp/1'], connections: [out(HOME)] },
    'outside',
    null,
  ],
  [
    'it calls, nobody can call it',
    { connections: [out('/ip4/9.9.9.9/tcp/1')] },
    'outgoing',
    /Forward TCP port 4001/,
  ],
  [
    'it listens nowhere',
    { connections: [out('/ip4/9.9.9.9/tcp/1')], port: undefined },
    'outgoing',
    /listen on a port/,
  ],
  ['the LAN of a LAN', { scope: 'lan', connections: [out(HOME)] }, 'local', null],
  ['loopback', { scope: 'loopback', connections: [into('/ip4/127.0.0.1/tcp/9')] }, 'local', null],
  ['the LAN of a network that goes farther', { connections: [out(HOME)] }, 'local', /beyond this network/],
])('%s', (_what, change, state, mend) => {
  const told = describeReachability({ ...alone, ...change });
  expect(told.state).toBe(state);
  if (mend === null) expect(told.mend).toBeNull();
  else expect(told.mend).toMatch(mend);
  expect(told.sentence).toMatch(/\.$/);
});
