import { expect, test } from 'vitest';
import { isWithin, type Scope, scopeOfAddress, scopeOfIp, widestScope } from './address-scope.ts';
import { defaultListen } from './default-listen.ts';

test.each<[string, Scope]>([
  ['127.0.0.1', 'loopback'],
  ['127.255.0.9', 'loopback'],
  ['::1', 'loopback'],
  ['::ffff:127.0.0.1', 'loopback'],
  ['10.0.0.1', 'lan'],
  ['172.16.0.1', 'lan'],
  ['172.31.255.255', 'lan'],
  ['172.32.0.1', 'public'],
  ['192.168.1.1', 'lan'],
  ['169.254.1.1', 'lan'],
  ['100.64.0.1', 'lan'],
  ['100.128.0.1', 'public'],
  ['::ffff:192.168.1.1', 'lan'],
  ['fe80::1', 'lan'],
  ['fd00::1', 'lan'],
  ['8.8.8.8', 'public'],
  ['2001:db8::1', 'public'],
  ['localhost', 'public'],
])('%s is %s', (ip, scope) => {
  expect(scopeOfIp(ip)).toBe(scope);
});

test('an address is as far as its first hop, and a name may lead anywhere', () => {
  expect(scopeOfAddress('/ip4/127.0.0.1/tcp/1')).toBe('loopback');
  expect(scopeOfAddress('/ip6zone/eth0/ip6/fe80::1/tcp/1')).toBe('lan');
  expect(scopeOfAddress('/dns4/localhost/tcp/1')).toBe('public');
  const peer = '12D3KooWJE8Qw4xPMnvDhVbxyHmSdVTDhuQxoZRoZbDPr9hnSyhX';
  expect(scopeOfAddress(`/ip4/9.9.9.9/tcp/1/p2p/${peer}/p2p-circuit/p2p/${peer}`)).toBe('public');
  expect(widestScope([])).toBe('loopback');
  expect(widestScope(['/ip4/127.0.0.1/tcp/1', '/ip4/10.0.0.1/tcp/1'])).toBe('lan');
  expect(isWithin('lan', 'loopback')).toBe(false);
  expect(isWithin('lan', 'public')).toBe(true);
});

test('a node listens on loopback for a network of this computer, otherwise on its addresses by name', () => {
  const of = (address: string, family: 'IPv4' | 'IPv6') => ({
    address,
    family,
    netmask: '',
    mac: '',
    internal: false,
    cidr: null,
    scopeid: 0,
  });
  const interfaces = {
    lo: [of('127.0.0.1', 'IPv4')],
    eth0: [of('192.168.1.7', 'IPv4'), of('fe80::1', 'IPv6')],
    gone: undefined,
  } as unknown as Parameters<typeof defaultListen>[1];
  expect(defaultListen('loopback', interfaces)).toEqual(['/ip4/127.0.0.1/tcp/0']);
  expect(defaultListen('public', interfaces, 4001)).toEqual(['/ip4/192.168.1.7/tcp/4001']);
  expect(defaultListen('lan', {})).toEqual(['/ip4/127.0.0.1/tcp/0']);
});
