import { TopicValidatorResult } from '@libp2p/gossipsub';
import type { PeerHost } from '../peers/peer-host.ts';
import { createTokenBuckets } from '../token-buckets.ts';
import { MAX_OFFERING_PEERS, OFFERS_BURST, OFFERS_PER_SECOND } from './limits.ts';
import type { SubmissionPool } from './submission-pool.ts';

/** What {@link createOfferExchange} needs. */
export interface OfferExchangeOptions {
  readonly host: Pick<PeerHost, 'helia' | 'punish'>;
  readonly networkId: string;
  /** Where offers of others go; without one this node only makes offers. */
  readonly pool?: SubmissionPool | undefined;
  /** Told when one was taken. */
  readonly onTaken?: () => void;
  /** Milliseconds, monotonic. */
  readonly now?: () => number;
}

/** Carries signed submissions from learners to those who post them. */
export interface OfferExchange {
  /** Sends one; returns how many peers it went to. */
  send(bytes: Uint8Array): Promise<number>;
  stop(): void;
}

/**
 * Signed submissions travel over a gossipsub topic that only posters listen to. One that is wrong on its face goes no
 * further and is held against whoever passed it on; whoever passes on too many is not heard.
 */
export function createOfferExchange(options: OfferExchangeOptions): OfferExchange {
  const { host, networkId, pool, onTaken } = options;
  const { pubsub } = host.helia.libp2p.services;
  const topic = `/loam/submissions/1/${networkId}`;
  const rate = createTokenBuckets({
    perSecond: OFFERS_PER_SECOND,
    burst: OFFERS_BURST,
    maxKeys: MAX_OFFERING_PEERS,
    now: options.now ?? (() => performance.now()),
  });
  if (pool !== undefined) {
    pubsub.topicValidators.set(topic, async (peer, message) => {
      const from = peer.toString();
      if (!rate.take(from)) {
        host.punish(from, 'greedy');
        return TopicValidatorResult.Ignore;
      }
      // What the chain cannot answer for now is nobody's fault.
      const outcome = await pool.take(message.data).catch(() => 'later' as const);
      if (outcome === 'taken') {
        onTaken?.();
        return TopicValidatorResult.Accept;
      }
      if (outcome !== 'refused') return TopicValidatorResult.Ignore;
      host.punish(from, 'junk');
      return TopicValidatorResult.Reject;
    });
    pubsub.subscribe(topic);
  }
  return {
    async send(bytes) {
      const { recipients } = await pubsub.publish(topic, bytes);
      return recipients.length;
    },
    stop() {
      if (pool === undefined) return;
      if (host.helia.status === 'started') pubsub.unsubscribe(topic);
      pubsub.topicValidators.delete(topic);
    },
  };
}
