import { expect, test } from 'vitest';
import { MAX_BOOTSTRAP, MAX_DESCRIPTOR_CHARS, MAX_RELAYS } from './limits.ts';
import { contractAddressesSchema, reachingOf } from './network-descriptor.ts';
import { parseDescriptor } from './parse-descriptor.ts';

const PEER = '12D3KooWJE8Qw4xPMnvDhVbxyHmSdVTDhuQxoZRoZbDPr9hnSyhX';
const RELAY = `/ip4/198.51.100.7/tcp/4001/p2p/${PEER}`;
const plain = {
  format: 'loam-network/1',
  id: 'loam-0123456789ab',
  name: 'Consortium',
  chainId: 31_337,
  rpcUrls: ['http://127.0.0.1:8545'],
  contracts: Object.fromEntries(
    Object.keys(contractAddressesSchema.shape).map((name) => [name, `0x${'ab'.repeat(20)}`]),
  ),
  deploymentBlock: 1,
  bootstrap: ['/ip4/127.0.0.1/tcp/4001'],
  baseModel: `0x${'cd'.repeat(32)}`,
};
const parse = (change: Record<string, unknown>) => parseDescriptor(JSON.stringify({ ...plain, ...change }));

test('a file from before relays and discovery stays valid and asks for neither', () => {
  const parsed = parseDescriptor(JSON.stringify(plain));
  expect(parsed).toEqual(plain);
  expect(reachingOf(parsed)).toEqual({
    bootstrap: plain.bootstrap,
    relays: [],
    mdns: false,
    dht: false,
    privateNetwork: false,
  });
});

test('relays, discovery and the private flag are read', () => {
  const parsed = parse({ relays: [RELAY], discovery: { mdns: true }, privateNetwork: true });
  expect(reachingOf(parsed)).toEqual({
    bootstrap: plain.bootstrap,
    relays: [RELAY],
    mdns: true,
    dht: false,
    privateNetwork: true,
  });
  expect(parseDescriptor(JSON.stringify(parsed))).toEqual(parsed);
});

test.each([
  ['a relay without a peer id', { relays: ['/ip4/198.51.100.7/tcp/4001'] }, 'relays'],
  ['a relay with a line break', { relays: [`/dns4/a\nb/tcp/1/p2p/${PEER}`] }, 'relays'],
  ['too many relays', { relays: Array(MAX_RELAYS + 1).fill(RELAY) }, 'relays'],
  ['too many bootstrap peers', { bootstrap: Array(MAX_BOOTSTRAP + 1).fill(RELAY) }, 'bootstrap'],
  ['an address without end', { bootstrap: ['/ip4/'.padEnd(300, '1')] }, 'bootstrap'],
  ['discovery of an unknown kind', { discovery: { mdns: true, bluetooth: true } }, 'discovery'],
  ['the key of a private network', { privateKey: '/key/swarm/psk/1.0.0/' }, '(all)'],
  ['privateNetwork as text', { privateNetwork: 'yes' }, 'privateNetwork'],
  ['a file as RPC', { rpcUrls: ['file:///etc/passwd'] }, 'rpcUrls'],
  ['no RPC', { rpcUrls: [] }, 'rpcUrls'],
  ['an id that leaves its folder', { id: '../../etc' }, 'id'],
  ['an id with capitals', { id: 'Loam' }, 'id'],
  ['a contract that is missing', { contracts: { ...plain.contracts, Verdicts: undefined } }, 'Verdicts'],
  ['a contract that is no address', { contracts: { ...plain.contracts, Verdicts: '0x12' } }, 'Verdicts'],
  ['an inherited contract', { contracts: { ...plain.contracts, constructor: '0x' } }, 'contracts'],
  ['a chain id below one', { chainId: 0 }, 'chainId'],
  ['a fraction of a block', { deploymentBlock: 1.5 }, 'deploymentBlock'],
])('%s is refused by its field', (_what, change, field) => {
  expect(() => parse(change)).toThrow(expect.objectContaining({ code: 'DESCRIPTOR_INVALID' }));
  expect(() => parse(change)).toThrow(field);
});

test.each([
  ['', 'DESCRIPTOR_NOT_JSON'],
  ['{', 'DESCRIPTOR_NOT_JSON'],
  ['null', 'DESCRIPTOR_FORMAT'],
  ['[]', 'DESCRIPTOR_FORMAT'],
  ['"loam-network/1"', 'DESCRIPTOR_FORMAT'],
  ['{"format":{"toString":1}}', 'DESCRIPTOR_FORMAT'],
  ['{"format":"loam-network/2"}', 'DESCRIPTOR_FORMAT'],
  ['{"format":"loam-network/1"}', 'DESCRIPTOR_INVALID'],
  ['{"format":"loam-network/1","__proto__":{"id":"x"}}', 'DESCRIPTOR_INVALID'],
  [' '.repeat(MAX_DESCRIPTOR_CHARS + 1), 'DESCRIPTOR_TOO_BIG'],
  ['['.repeat(30_000), 'DESCRIPTOR_NOT_JSON'],
])('hostile text %# is a typed error', (text, code) => {
  expect(() => parseDescriptor(text)).toThrow(expect.objectContaining({ code }));
});

test('a newer format asks for an update instead of calling the file broken', () => {
  expect(() => parseDescriptor('{"format":"loam-network/2"}')).toThrow(
    expect.objectContaining({ hint: 'Update Loam.' }),
  );
});
