import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import type { Corpus, TrainingDocument } from './corpus.ts';
import { ANSWER_WEIGHT, HELD_OUT_ONE_IN, QUESTION_WEIGHT } from './limits.ts';

/** One corpus as ids. Document `i` is `ids[starts[i]]` up to `ids[starts[i + 1]]`, without a beginning token. */
export interface TokenShard {
  readonly name: string;
  /** Share of the training tokens, relative to the other shards. */
  readonly weight: number;
  readonly ids: Uint16Array;
  /** Weight of each id in the loss, in sixteenths. */
  readonly weights: Uint8Array;
  readonly starts: Uint32Array;
  /** For each document, whether it is a chat (1) or a text (0). */
  readonly isChat: Uint8Array;
}

/** Documents to learn from, and the ones kept aside to measure with. */
export interface TrainingSet {
  readonly training: readonly TokenShard[];
  readonly heldOut: readonly TokenShard[];
}

/** Turns corpora into ids. Every {@link HELD_OUT_ONE_IN}th document of a corpus is kept aside. */
export function makeTrainingSet(corpora: readonly Corpus[], tokenizer: Tokenizer): TrainingSet {
  const training: TokenShard[] = [];
  const heldOut: TokenShard[] = [];
  for (const { name, weight, documents } of corpora) {
    const aside = (_: TrainingDocument, i: number): boolean => i % HELD_OUT_ONE_IN === HELD_OUT_ONE_IN - 1;
    training.push(
      makeShard(
        name,
        weight,
        documents.filter((document, i) => !aside(document, i)),
        tokenizer,
      ),
    );
    const kept = documents.filter(aside);
    if (kept.length > 0) heldOut.push(makeShard(name, weight, kept, tokenizer));
  }
  return { training, heldOut };
}

/** All ids of the shards. */
export function countTokens(shards: readonly TokenShard[]): number {
  return shards.reduce((sum, { ids }) => sum + ids.length, 0);
}

function makeShard(
  name: string,
  weight: number,
  documents: readonly TrainingDocument[],
  tokenizer: Tokenizer,
): TokenShard {
  const ids: number[] = [];
  const weights: number[] = [];
  const starts = [0];
  for (const document of documents) {
    for (const piece of encodeDocument(document, tokenizer)) {
      for (const id of piece.ids) {
        ids.push(id);
        weights.push(piece.weight);
      }
    }
    starts.push(ids.length);
  }
  return {
    name,
    weight,
    ids: Uint16Array.from(ids),
    weights: Uint8Array.from(weights),
    starts: Uint32Array.from(starts),
    isChat: Uint8Array.from(documents, ({ kind }) => (kind === 'chat' ? 1 : 0)),
  };
}

interface WeightedIds {
  readonly ids: readonly number[];
  readonly weight: number;
}

/** The document's ids as the chat template of our own models writes them, without the beginning token. */
export function encodeDocument(document: TrainingDocument, tokenizer: Tokenizer): WeightedIds[] {
  if (document.kind === 'text')
    return [{ ids: tokenizer.encode(tokenizer.neutralize(document.text)), weight: ANSWER_WEIGHT }];
  return document.messages.flatMap(({ role, content }) => [
    { ids: tokenizer.encode(`<|${role}|>`), weight: QUESTION_WEIGHT },
    {
      ids: tokenizer.encode(`${tokenizer.neutralize(content.trim())}<|end|>`),
      weight: role === 'assistant' ? ANSWER_WEIGHT : QUESTION_WEIGHT,
    },
  ]);
}
