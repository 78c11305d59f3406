import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { Random } from '../random/random.ts';
import type { TrainingBatch } from '../training/training-batch.ts';
import { CONTINUE_CHAT_CHANCE } from './limits.ts';
import type { TokenShard } from './training-set.ts';

const SIXTEENTHS = 16;

/**
 * Fills training rows with documents drawn at random, so that each corpus gets its share of the tokens. A row begins
 * with a new document; short chats may follow each other as one longer chat.
 */
export class BatchSampler {
  readonly #shards: readonly TokenShard[];
  readonly #cumulative: readonly number[];
  readonly #bosId: number;

  /**
   * @param bosId token that begins a document
   * @throws LoamError `CORPUS_EMPTY` when a shard holds no documents
   */
  constructor(shards: readonly TokenShard[], bosId: number) {
    const empty = shards.find(({ isChat }) => isChat.length === 0);
    if (empty !== undefined || shards.length === 0) {
      throw new LoamError('CORPUS_EMPTY', `The corpus ${empty?.name ?? ''} holds nothing to learn from.`);
    }
    this.#shards = shards;
    this.#bosId = bosId;
    let sum = 0;
    // Drawing a document of n ids with a chance of weight / n gives every shard its share of the ids.
    this.#cumulative = shards.map(({ weight, ids, isChat }) => {
      sum += weight / (ids.length / isChat.length);
      return sum;
    });
  }

  /** Draws `batch` rows of `length` tokens. */
  sample(bucket: { readonly batch: number; readonly length: number }, random: Random): TrainingBatch {
    const { batch, length } = bucket;
    const ids = new Int32Array(batch * length);
    const labels = new Int32Array(batch * length);
    const weights = new Float32Array(batch * length);
    for (let row = 0; row < batch; row++) {
      const filled = this.#row(length + 1, random);
      for (let i = 0; i < length; i++) {
        ids[row * length + i] = filled.ids[i] as number;
        labels[row * length + i] = filled.ids[i + 1] as number;
        weights[row * length + i] = (filled.weights[i + 1] as number) / SIXTEENTHS;
      }
    }
    return { batch, length, ids, labels, weights };
  }

  #row(length: number, random: Random): { ids: Uint16Array; weights: Uint8Array } {
    const ids = new Uint16Array(length);
    const weights = new Uint8Array(length);
    let at = 0;
    let afterChat = false;
    while (at < length) {
      const shard = this.#pickShard(random);
      const document = random.below(shard.isChat.length);
      const isChat = shard.isChat[document] === 1;
      let start = shard.starts[document] as number;
      const end = shard.starts[document + 1] as number;
      // A long text is entered anywhere.
      if (!isChat && end - start > length) start += random.below(end - start - length + 1);
      const goesOn = isChat && afterChat && random.uniform() < CONTINUE_CHAT_CHANCE;
      if (!goesOn) {
        ids[at] = this.#bosId;
        weights[at] = SIXTEENTHS;
        at++;
      }
      const count = Math.min(end - start, length - at);
      ids.set(shard.ids.subarray(start, start + count), at);
      weights.set(shard.weights.subarray(start, start + count), at);
      at += count;
      afterChat = isChat;
    }
    return { ids, weights };
  }

  #pickShard(random: Random): TokenShard {
    const point = random.uniform() * (this.#cumulative.at(-1) ?? 0);
    const index = this.#cumulative.findIndex((sum) => point < sum);
    return this.#shards[index] ?? (this.#shards[0] as TokenShard);
  }
}
