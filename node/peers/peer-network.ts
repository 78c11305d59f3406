import { circuitRelayServer, circuitRelayTransport } from '@libp2p/circuit-relay-v2';
import { dcutr } from '@libp2p/dcutr';
import { type GossipSub, gossipsub } from '@libp2p/gossipsub';
import { identify, identifyPush } from '@libp2p/identify';
import type { ServiceMap } from '@libp2p/interface';
import { type KadDHT, kadDHT, passthroughMapper } from '@libp2p/kad-dht';
import { mdns } from '@libp2p/mdns';
import { type Ping, ping } from '@libp2p/ping';
import { preSharedKey } from '@libp2p/pnet';
import { tcp } from '@libp2p/tcp';
import type { Scope } from './address-scope.ts';
import { dialBack } from './dial-back.ts';
import { gossipFollows } from './gossip-follows.ts';
import type { HolePunch } from './hole-punch.ts';
import {
  MAX_GOSSIP_FRAME_BYTES,
  MDNS_INTERVAL_MS,
  RELAY_MAX_RESERVATIONS,
  RELAY_MAX_STREAMS,
  RELAY_RESERVATION_MS,
} from './limits.ts';
import { dhtProtocol, mdnsTag } from './network-tags.ts';
import type { PeerConduct } from './peer-conduct.ts';
import { relayListener } from './relay-listener.ts';
import { type StreamGuard, streamGuard } from './stream-guard.ts';

/** Services of the host's libp2p node. */
export interface PeerServices extends ServiceMap {
  readonly pubsub: GossipSub;
  readonly ping: Ping;
  readonly streamGuard: StreamGuard;
  /** Only where the network's descriptor asks for it. */
  readonly dht?: KadDHT;
}

/** How a host finds others and is found; nothing of it happens unless it is asked for. */
export interface PeerNetwork {
  /** Names the network's hash table and its greeting on the local network. */
  readonly networkId?: string;
  /** Relays to keep a place on, multiaddresses with peer ids. */
  readonly relays?: readonly string[];
  /** Says hello on the local network by multicast DNS. */
  readonly mdns?: boolean;
  /** Looks peers up in the network's own hash table. */
  readonly dht?: boolean;
  /** Passes connections on for others. */
  readonly isRelay?: boolean;
  /** The key of a private network, see `private-network-key.ts`. */
  readonly privateNetworkKey?: Uint8Array;
}

/**
 * The parts of libp2p that a host is made of: TCP and relayed connections always; discovery, reachability checks and
 * the relay server where they are asked for.
 *
 * @param punch makes holes through routers; for nodes with relays
 */
export function peerNetwork(
  options: PeerNetwork,
  scope: Scope,
  conduct: PeerConduct,
  now: () => number,
  punch: HolePunch | undefined,
) {
  const { networkId = 'none', relays = [] } = options;
  const { privateNetworkKey } = options;
  return {
    transports: [
      punch?.transport ?? tcp(),
      circuitRelayTransport({
        maxInboundStopStreams: RELAY_MAX_STREAMS,
        maxOutboundStopStreams: RELAY_MAX_STREAMS,
      }),
    ],
    peerDiscovery:
      options.mdns === true ? [mdns({ serviceTag: mdnsTag(networkId), interval: MDNS_INTERVAL_MS })] : [],
    ...(privateNetworkKey === undefined
      ? {}
      : { connectionProtector: preSharedKey({ psk: privateNetworkKey }) }),
    services: {
      identify: identify(),
      identifyPush: identifyPush(),
      ping: ping(),
      streamGuard: streamGuard(conduct, now),
      pubsub: gossipsub({
        allowPublishToZeroTopicPeers: true,
        ignoreDuplicatePublishError: true,
        emitSelf: false,
        canRelayMessage: false,
        maxInboundDataLength: MAX_GOSSIP_FRAME_BYTES,
        scoreParams: {
          appSpecificScore: (peerId: string) => -conduct.score(peerId),
          appSpecificWeight: 1,
          // Many nodes of one household, one company or one test share an address.
          IPColocationFactorWeight: 0,
        },
      }),
      gossipFollows: gossipFollows(),
      // Reservations are asked for after the other services stand.
      ...(relays.length === 0 ? {} : { relayListener: relayListener(relays) }),
      ...(scope === 'public' ? { autoNAT: dialBack() } : {}),
      ...(punch !== undefined
        ? { dcutr: punch.service }
        : options.isRelay === true
          ? { dcutr: dcutr() }
          : {}),
      ...(options.dht === true
        ? {
            dht: kadDHT({
              protocol: dhtProtocol(networkId),
              // Who is reached through a relay only cannot answer the questions of others.
              clientMode: relays.length > 0,
              // Addresses of this computer and its network count too; the gate decides which are called.
              peerInfoMapper: passthroughMapper,
            }),
          }
        : {}),
      ...(options.isRelay === true
        ? {
            relay: circuitRelayServer({
              maxInboundHopStreams: RELAY_MAX_STREAMS,
              maxOutboundHopStreams: RELAY_MAX_STREAMS,
              maxOutboundStopStreams: RELAY_MAX_STREAMS,
              reservations: {
                maxReservations: RELAY_MAX_RESERVATIONS,
                reservationTtl: RELAY_RESERVATION_MS,
                // Bundles and gossip do not pass limited connections; what this relay bounds is their number.
                applyDefaultLimit: false,
              },
            }),
          }
        : {}),
    },
  };
}
