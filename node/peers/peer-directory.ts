import { setTimeout as sleep } from 'node:timers/promises';
import * as dagCbor from '@ipld/dag-cbor';
import { TopicValidatorResult } from '@libp2p/gossipsub';
import { z } from 'zod';
import { parseMultiaddr } from './addresses.ts';
import {
  ANNOUNCE_DEBOUNCE_MS,
  ANNOUNCE_INTERVAL_MS,
  MAX_ANNOUNCED_ADDRESSES,
  MAX_DISCOVERED_PEERS,
  MAX_MULTIADDR_CHARS,
  MEET_DIRECT_FIRST_MS,
  MEET_TIMEOUT_MS,
  POLITE_DIAL_MS,
  UNREACHABLE_MS,
} from './limits.ts';
import { announcementTopic } from './network-tags.ts';
import type { PeerHost } from './peer-host.ts';

const announcementSchema = z.strictObject({
  v: z.literal(1),
  addresses: z.array(z.string().max(MAX_MULTIADDR_CHARS)).max(MAX_ANNOUNCED_ADDRESSES),
});

/** Options of {@link createPeerDirectory}. */
export interface PeerDirectoryOptions {
  readonly host: PeerHost;
  /** Peers of one network find each other, see the network descriptor. */
  readonly networkId: string;
  /** Milliseconds between two announcements. */
  readonly intervalMs?: number;
  /** False for a relay, which passes announcements on and leaves it to the nodes to connect. */
  readonly isMeeting?: boolean;
  /** Milliseconds, monotonic. */
  readonly now?: () => number;
}

/** Finds the other nodes of a network through the ones that are connected already. */
export interface PeerDirectory {
  stop(): void;
}

/**
 * Announces this node's addresses to its network and connects to the nodes that announce theirs. Blocks travel only
 * between nodes that are connected, so knowing one bootstrap node must be enough to reach whoever holds a bundle.
 *
 * An announcement is signed by its peer's key and may name addresses of that peer alone; it is passed on unread. A
 * node connects to at most {@link MAX_DISCOVERED_PEERS} others this way and leaves unreachable ones alone for a while.
 */
export function createPeerDirectory(options: PeerDirectoryOptions): PeerDirectory {
  const { host } = options;
  const now = options.now ?? (() => performance.now());
  const { libp2p } = host.helia;
  const { pubsub } = libp2p.services;
  const topic = announcementTopic(options.networkId);
  const unreachableUntil = new Map<string, number>();
  const meeting = new Set<string>();
  const ending = new AbortController();
  let debounce: NodeJS.Timeout | undefined;

  const announce = (): void => {
    const addresses = host.multiaddrs().slice(0, MAX_ANNOUNCED_ADDRESSES);
    if (addresses.length === 0) return;
    pubsub.publish(topic, dagCbor.encode({ v: 1, addresses })).catch(() => undefined);
  };

  const isConnected = (peerId: string): boolean => host.peers().some((peer) => peer.peerId === peerId);

  /** Direct addresses one after the other; relays join in when those take long. */
  const reach = async (peerId: string, addresses: readonly string[]): Promise<void> => {
    const relayed = addresses.filter((address) => address.includes('/p2p-circuit'));
    const direct = addresses.filter((address) => !relayed.includes(address));
    const met = new AbortController();
    const signal = AbortSignal.any([ending.signal, met.signal]);
    const tryAll = async (some: readonly string[], afterMs: number): Promise<void> => {
      await sleep(afterMs, undefined, { signal });
      for (const address of some) {
        if (signal.aborted || isConnected(peerId)) return;
        await host.dial(address, { signal, timeoutMs: MEET_TIMEOUT_MS }).catch(() => undefined);
      }
      if (!isConnected(peerId)) throw new Error('none of these addresses answers');
    };
    await Promise.any([
      tryAll(direct, 0),
      tryAll(relayed, direct.length === 0 ? 0 : MEET_DIRECT_FIRST_MS),
    ]).catch(() => undefined);
    met.abort();
  };

  const meet = async (peerId: string, addresses: readonly string[]): Promise<void> => {
    const full = host.peers().length + meeting.size >= MAX_DISCOVERED_PEERS;
    if (peerId === host.peerId || full || meeting.has(peerId) || isConnected(peerId)) return;
    if ((unreachableUntil.get(peerId) ?? Number.NEGATIVE_INFINITY) > now()) return;
    meeting.add(peerId);
    try {
      if (host.peerId > peerId) await sleep(POLITE_DIAL_MS, undefined, { signal: ending.signal });
      await reach(peerId, addresses);
      if (isConnected(peerId)) return;
      if (unreachableUntil.size >= MAX_DISCOVERED_PEERS * 8) unreachableUntil.clear();
      unreachableUntil.set(peerId, now() + UNREACHABLE_MS);
    } finally {
      meeting.delete(peerId);
    }
  };

  pubsub.topicValidators.set(topic, (_peer, message) => {
    if (message.type !== 'signed') return TopicValidatorResult.Reject;
    const peerId = message.from.toString();
    const addresses = readAnnouncement(message.data, peerId);
    if (addresses === undefined) return TopicValidatorResult.Reject;
    if (options.isMeeting !== false) meet(peerId, addresses).catch(() => undefined);
    return TopicValidatorResult.Accept;
  });
  const onSubscription = (
    event: CustomEvent<{ subscriptions: { topic: string; subscribe: boolean }[] }>,
  ): void => {
    if (!event.detail.subscriptions.some((change) => change.topic === topic && change.subscribe)) return;
    clearTimeout(debounce);
    debounce = setTimeout(announce, ANNOUNCE_DEBOUNCE_MS);
  };
  pubsub.addEventListener('subscription-change', onSubscription);
  pubsub.subscribe(topic);
  announce();
  const timer = setInterval(announce, options.intervalMs ?? ANNOUNCE_INTERVAL_MS);
  timer.unref();

  return {
    stop() {
      ending.abort();
      clearInterval(timer);
      clearTimeout(debounce);
      pubsub.removeEventListener('subscription-change', onSubscription);
      pubsub.topicValidators.delete(topic);
      if (host.helia.status === 'started') pubsub.unsubscribe(topic);
    },
  };
}

/** The addresses of an announcement, or undefined when it is malformed or names another peer's addresses. */
export function readAnnouncement(bytes: Uint8Array, peerId: string): readonly string[] | undefined {
  try {
    const { addresses } = announcementSchema.parse(dagCbor.decode(bytes));
    for (const address of addresses) {
      const last = parseMultiaddr(address).getComponents().at(-1);
      if (last?.name !== 'p2p' || last.value !== peerId) return undefined;
    }
    return addresses;
  } catch {
    return undefined;
  }
}
