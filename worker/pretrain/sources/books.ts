import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanText } from '../clean-text.ts';
import type { Corpus, TrainingDocument } from '../corpus.ts';
import type { CorpusReader } from '../corpus-reader.ts';

const FOLDER = 'corpus-standardebooks';
/** Books for children with plain sentences. */
const CHOSEN =
  /milne|aesop|pooh|alices|looking-glass|dolittle|oz\.|wizard|marvelous|just-so|black-beauty|pollyanna|little-princess|secret-garden|wind-in|railway|five-children|treasure-seekers|peter-and/;
const PASSAGE_LENGTH = 1200;

/** Passages of children's books in the public domain. */
export async function booksCorpus(reader: CorpusReader, folder: string, weight: number): Promise<Corpus> {
  const names = (await readdir(join(folder, FOLDER)))
    .filter((name) => name.endsWith('.txt') && CHOSEN.test(name))
    .sort();
  const documents: TrainingDocument[] = [];
  for (const name of names) documents.push(...passages(cleanText(await reader.text(`${FOLDER}/${name}`))));
  return {
    name: 'standard-ebooks',
    licence: 'CC0-1.0 (texts in the US public domain)',
    attribution: 'Standard Ebooks; the titles are the file names.',
    weight,
    files: reader.files,
    documents,
  };
}

function passages(text: string): TrainingDocument[] {
  const out: TrainingDocument[] = [];
  let passage = '';
  for (const paragraph of text.split('\n')) {
    passage += passage === '' ? paragraph : `\n${paragraph}`;
    if (passage.length < PASSAGE_LENGTH) continue;
    out.push({ kind: 'text', text: passage });
    passage = '';
  }
  return out;
}
