import type { Corpus } from './corpus.ts';
import { CorpusReader } from './corpus-reader.ts';
import { booksCorpus } from './sources/books.ts';
import { chatterbotCorpus } from './sources/chatterbot.ts';
import { countriesCorpus } from './sources/countries.ts';
import { FactLists, factsCorpus } from './sources/facts.ts';
import { identityCorpus } from './sources/identity.ts';
import { msChitchatCorpus } from './sources/ms-chitchat.ts';
import { selfDialogueCorpus } from './sources/self-dialogue.ts';
import { childrensStoriesCorpus, tinyStoriesCorpus } from './sources/stories.ts';
import { wordnetCorpus } from './sources/wordnet.ts';

/**
 * The shares of the training tokens. Small talk comes first, because a small model learns it by heart and it is what
 * people try; dialogues and stories teach it to write sentences; facts and definitions give it something to say.
 */
export const CORPUS_WEIGHTS = {
  identity: 3,
  chitchat: 25,
  chatterbot: 4,
  selfDialogue: 20,
  countries: 9,
  facts: 3,
  wordnet: 6,
  tinyStories: 18,
  childrensStories: 6,
  books: 5,
} as const;

/**
 * Reads every corpus whose licence allows shipping a model trained on it.
 * @param folder holds one folder per corpus
 * @throws LoamError `CORPUS_MISSING` when a file cannot be read
 */
export async function loadCorpora(folder: string): Promise<Corpus[]> {
  const reader = (): CorpusReader => new CorpusReader(folder);
  const factsReader = reader();
  const lists = await FactLists.read(factsReader);
  const unwanted = lists.unwanted();
  const weights = CORPUS_WEIGHTS;
  return [
    identityCorpus(weights.identity),
    await msChitchatCorpus(reader(), weights.chitchat),
    await chatterbotCorpus(reader(), weights.chatterbot, unwanted),
    await selfDialogueCorpus(reader(), weights.selfDialogue, unwanted),
    await countriesCorpus(reader(), weights.countries),
    factsCorpus(lists, factsReader, weights.facts),
    await wordnetCorpus(reader(), weights.wordnet, lists.everydayWords(), unwanted),
    await tinyStoriesCorpus(reader(), weights.tinyStories),
    await childrensStoriesCorpus(reader(), weights.childrensStories),
    await booksCorpus(reader(), folder, weights.books),
  ];
}
