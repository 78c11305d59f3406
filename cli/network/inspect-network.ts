import { resolve } from 'node:path';
import { checkChain } from '../../node/chain/check-chain.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { reachingOf } from '../../protocol/network/network-descriptor.ts';
import { EXIT_NEGATIVE, EXIT_OK } from '../exit-codes.ts';
import type { Verb } from '../verb.ts';
import { checkPeers, type PeerCheck } from './check-peers.ts';
import { textOption } from './list-option.ts';
import { readNetworkFile, readPrivateKeyFile } from './network-file.ts';

/** `loam network inspect`: what a network file says, and whether its chain and its peers answer. */
export const inspectNetworkVerb: Verb = {
  name: 'inspect',
  usage: '<network file>',
  summary: 'Show what a network file says, and whether its chain, contracts and peers answer.',
  options: {
    'private-key-file': {
      type: 'string',
      help: 'key of a private network (default: beside the network file)',
    },
  },
  examples: ['network inspect network.json'],
  negative: 'the chain, a contract or every peer does not answer as it should',
  async run({ words, options, json }) {
    const [name] = words;
    if (name === undefined || words.length > 1)
      throw new LoamError('USAGE', 'Say which network: loam network inspect network.json');
    const file = resolve(name);
    const descriptor = readNetworkFile(file);
    const key = readPrivateKeyFile(descriptor, file, textOption(options, 'private-key-file'));
    const [chain, peers] = await Promise.all([
      checkChain(descriptor),
      checkPeers(descriptor, key).catch((error: unknown) => LoamError.wrap('PEERS_FAILED', error)),
    ]);
    const isReached =
      !(peers instanceof LoamError) && (peers.length === 0 || peers.some(({ answers }) => answers));
    const { mdns, dht, privateNetwork } = reachingOf(descriptor);
    if (json) {
      const told = peers instanceof LoamError ? { error: peers.toJSON() } : { peers };
      process.stdout.write(`${JSON.stringify({ file, descriptor, chain, ...told })}\n`);
    } else {
      const ways = [mdns && 'on the local network', dht && 'in a hash table of its own'].filter(Boolean);
      process.stdout.write(
        `${[
          `Network   ${descriptor.name} (${descriptor.id})`,
          `Chain     ${descriptor.chainId}, asked at ${descriptor.rpcUrls.join(', ')}`,
          `          ${chain.sentence}`,
          ...(chain.modelVersion === null ? [] : [`Model     version ${chain.modelVersion}`]),
          `Base      ${descriptor.baseModel}`,
          `Access    ${privateNetwork ? 'private: only nodes with its key take part' : 'open to everyone'}`,
          `Finding   ${['the nodes named here and whom they know', ...ways].join(', ')}`,
          ...peerLines(peers),
        ].join('\n')}\n`,
      );
    }
    return chain.ok && isReached ? EXIT_OK : EXIT_NEGATIVE;
  },
};

function peerLines(peers: readonly PeerCheck[] | LoamError): string[] {
  if (peers instanceof LoamError) return [`Peers     not asked: ${peers.sentence}`];
  if (peers.length === 0) return ['Peers     none are named'];
  return peers.map(
    ({ address, kind, answers }) =>
      `${kind === 'relay' ? 'Relay    ' : 'Peer     '} ${address} ${answers ? 'answers' : 'does not answer'}`,
  );
}
