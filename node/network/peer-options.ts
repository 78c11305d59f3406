import { LoamError } from '../../protocol/errors/loam-error.ts';
import { type NetworkDescriptor, reachingOf } from '../../protocol/network/network-descriptor.ts';
import type { NodeConfig } from '../config.ts';
import { widestScope } from '../peers/address-scope.ts';
import type { PeerHostOptions } from '../peers/peer-host.ts';
import { parsePrivateNetworkKey } from '../peers/private-network-key.ts';

/**
 * What a network's description and a node's configuration come to for its peer host: where it listens, how it finds
 * others, and how far it may call.
 *
 * @throws LoamError `PRIVATE_KEY_MISSING` when the network is private and the configuration holds no key,
 * `PRIVATE_KEY_UNWANTED` for the reverse, `PRIVATE_KEY_INVALID`, `PEER_ADDRESS_INVALID`
 */
export function peerOptions(
  descriptor: NetworkDescriptor,
  config: Pick<NodeConfig, 'listen' | 'announce' | 'privateNetworkKey'>,
): Omit<PeerHostOptions, 'dataDir'> {
  const { bootstrap, relays, mdns, dht, privateNetwork } = reachingOf(descriptor);
  const { listen, announce = [], privateNetworkKey } = config;
  if (privateNetwork && privateNetworkKey === undefined) {
    throw new LoamError('PRIVATE_KEY_MISSING', 'This network is private, and its key is not here.', {
      hint: "Put the key file beside the network file, with '.key' after its name, or name it with --private-key-file.",
    });
  }
  if (!privateNetwork && privateNetworkKey !== undefined) {
    throw new LoamError('PRIVATE_KEY_UNWANTED', 'There is a key here, but this network is not private.', {
      hint: 'With a key, none of its nodes could be reached. Leave the key away, or ask for the right network file.',
    });
  }
  return {
    networkId: descriptor.id,
    listen,
    announce,
    relays,
    mdns,
    dht,
    scope: widestScope([...listen, ...announce, ...bootstrap, ...relays]),
    ...(privateNetworkKey === undefined
      ? {}
      : { privateNetworkKey: parsePrivateNetworkKey(privateNetworkKey) }),
  };
}
