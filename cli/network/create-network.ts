import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { saveDescriptor } from '../../node/chain/deploy.ts';
import { atomicWrite } from '../../node/data-folder/atomic-write.ts';
import { parseMultiaddr } from '../../node/peers/addresses.ts';
import { newPrivateNetworkKey } from '../../node/peers/private-network-key.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import { parseDescriptor } from '../../protocol/network/parse-descriptor.ts';
import { EXIT_OK } from '../exit-codes.ts';
import type { Verb } from '../verb.ts';
import { listOption, textOption } from './list-option.ts';
import { keyFileOf, readNetworkFile } from './network-file.ts';

/** `loam network create`: completes what `loam deploy` wrote by how nodes reach each other. */
export const createNetworkVerb: Verb = {
  name: 'create',
  usage: '<deployment file>',
  summary: 'Write the file by which nodes join, from what loam deploy wrote and how nodes reach each other.',
  options: {
    out: { type: 'string', help: 'file to write (default: the same file)' },
    name: { type: 'string', help: 'name of the network' },
    rpc: { type: 'string', help: "addresses of the chain's servers, separated by commas" },
    bootstrap: { type: 'string', help: 'addresses of nodes to call first, separated by commas' },
    relays: { type: 'string', help: 'addresses of relays with their peer ids, separated by commas' },
    mdns: { type: 'boolean', help: 'nodes find each other on the local network by themselves' },
    dht: { type: 'boolean', help: 'nodes look each other up in a hash table of their own' },
    private: { type: 'boolean', help: 'only nodes with a key take part; the key is written beside the file' },
  },
  examples: [
    'network create network.json --relays /ip4/198.51.100.7/tcp/4001/p2p/12D3KooWJE8Qw4xPMnvDhVbxyHmSdVTDhuQxoZRoZbDPr9hnSyhX',
    'network create network.json --out team.json --mdns --private',
  ],
  async run({ words, options, json }) {
    const [from] = words;
    if (from === undefined || words.length > 1)
      throw new LoamError('USAGE', 'Say which deployment: loam network create network.json');
    const file = resolve(textOption(options, 'out') ?? from);
    const deployment = readNetworkFile(resolve(from));
    const descriptor = complete(deployment, {
      name: textOption(options, 'name'),
      rpcUrls: listOption(options, 'rpc'),
      bootstrap: listOption(options, 'bootstrap'),
      relays: listOption(options, 'relays'),
      discovery:
        options.mdns === true || options.dht === true
          ? { mdns: options.mdns === true, dht: options.dht === true }
          : undefined,
      privateNetwork: options.private === true ? true : undefined,
    });
    const keyFile = keyFileOf(file);
    if (descriptor.privateNetwork === true && !existsSync(keyFile))
      atomicWrite(keyFile, `${newPrivateNetworkKey(randomBytes)}\n`, { mode: 0o600 });
    saveDescriptor(file, descriptor);
    const isPrivate = descriptor.privateNetwork === true;
    process.stdout.write(
      json
        ? `${JSON.stringify({ file, id: descriptor.id, ...(isPrivate ? { keyFile } : {}) })}\n`
        : `Nodes join ${descriptor.name} by ${file}.\n${
            isPrivate
              ? `It is private: each node also needs ${keyFile}. Pass that on by a way that others cannot read.\n`
              : ''
          }`,
    );
    return EXIT_OK;
  },
};

/** The descriptor with what was named; checked like one that came from outside. */
function complete(
  deployment: NetworkDescriptor,
  changes: { readonly [K in keyof NetworkDescriptor]?: NetworkDescriptor[K] | undefined },
): NetworkDescriptor {
  for (const address of [...(changes.bootstrap ?? []), ...(changes.relays ?? [])]) parseMultiaddr(address);
  const named = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  return parseDescriptor(JSON.stringify({ ...deployment, ...named }));
}
