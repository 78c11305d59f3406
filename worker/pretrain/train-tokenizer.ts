import { trainBpe } from '../tokenizer/bpe-trainer.ts';
import { SPECIAL_TOKENS, tokenizerConfig } from '../tokenizer/loam-chat-format.ts';
import type { TokenizerFiles } from '../tokenizer/tokenizer.ts';
import type { Corpus } from './corpus.ts';
import { MAX_TOKENIZER_TEXT_PER_CORPUS } from './limits.ts';

/** Trains a tokenizer on the beginning of each corpus and returns its files. */
export function trainTokenizer(
  corpora: readonly Corpus[],
  options: { readonly vocabSize: number; readonly contextLength: number },
): TokenizerFiles {
  const tokenizer = trainBpe(texts(corpora), { vocabSize: options.vocabSize, specialTokens: SPECIAL_TOKENS });
  return {
    tokenizer: `${JSON.stringify(tokenizer)}\n`,
    config: `${JSON.stringify(tokenizerConfig(options.contextLength), null, 2)}\n`,
  };
}

function* texts(corpora: readonly Corpus[]): Iterable<string> {
  for (const { documents } of corpora) {
    let length = 0;
    for (const document of documents) {
      const text =
        document.kind === 'text' ? document.text : document.messages.map(({ content }) => content).join('\n');
      length += text.length;
      if (length > MAX_TOKENIZER_TEXT_PER_CORPUS) break;
      yield text;
    }
  }
}
