import { z } from 'zod';
import { cleanLine, isLatin } from '../clean-text.ts';
import { type Corpus, questionAndAnswer, type TrainingDocument } from '../corpus.ts';
import type { CorpusReader } from '../corpus-reader.ts';
import { readTar } from '../tar-reader.ts';

const ARCHIVE = 'facts-dariusk-corpora/data.tar.gz';

/** Word lists and small tables (CC0) that several corpora use. */
export class FactLists {
  readonly #files: ReadonlyMap<string, Uint8Array>;

  private constructor(files: ReadonlyMap<string, Uint8Array>) {
    this.#files = files;
  }

  /** Reads the archive. */
  static async read(reader: CorpusReader): Promise<FactLists> {
    return new FactLists(readTar(await reader.bytes(ARCHIVE)));
  }

  /** The rows under `key` of one list, checked. */
  rows<T>(name: string, key: string, row: z.ZodType<T>): T[] {
    const bytes = this.#files.get(`data/${name}.json`);
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return z.array(row).parse(z.record(z.string(), z.unknown()).parse(value)[key]);
  }

  /** Plain words that people use every day: common English words, animals, food, things. */
  everydayWords(): Set<string> {
    const word = z.string();
    return new Set([
      ...this.rows('words/common', 'commonWords', word),
      ...this.rows('animals/common', 'animals', word),
      ...this.rows('foods/fruits', 'fruits', word),
      ...this.rows('foods/vegetables', 'vegetables', word),
      ...this.rows('objects/objects', 'objects', word),
      ...this.rows('objects/clothing', 'clothes', word),
      ...this.rows('technology/appliances', 'appliances', word),
      ...this.rows('humans/occupations', 'occupations', word),
      ...this.rows('humans/bodyParts', 'bodyParts', word),
    ]);
  }

  /** A pattern that finds words which a friendly bot should not learn. */
  unwanted(): RegExp {
    const words = this.rows('words/expletives', 'expletives', z.string())
      .filter((word) => /^[a-z]{4,}$/.test(word))
      .concat(['sexual', 'sexually', 'porn', 'rape', 'suicide', 'nazi', 'whore', 'damn', 'crap', 'sucks']);
    return new RegExp(`\\b(?:${words.join('|')})s?\\b`, 'i');
  }
}

/** Questions about state capitals, presidents and chemical elements, and proverbs. */
export function factsCorpus(lists: FactLists, reader: CorpusReader, weight: number): Corpus {
  const documents: TrainingDocument[] = [];
  const add = (questions: readonly string[], answer: string): void => {
    for (const question of questions)
      if (isLatin(question + answer)) documents.push(questionAndAnswer(question, answer));
  };
  const state = z.object({ capital: z.string(), state: z.string() });
  for (const { capital, state: name } of lists.rows('geography/us_state_capitals', 'capitals', state)) {
    add(
      [
        `What is the capital of ${name}?`,
        `what is the capital of ${name.toLowerCase()}`,
        `capital of ${name}`,
      ],
      `The capital of ${name} is ${capital}.`,
    );
    add([`${capital} is the capital of which state?`], `${capital} is the capital of ${name}.`);
  }
  const element = z.object({ name: z.string(), symbol: z.string(), phase: z.string(), type: z.string() });
  for (const { name, symbol, phase, type } of lists.rows('science/elements', 'elements', element)) {
    const lower = name.toLowerCase();
    if (!/^(gas|liquid|solid)$/.test(phase) || type === '') continue;
    add(
      [`What is ${lower}?`, `what is ${lower}`],
      `${name} is a chemical element with the symbol ${symbol}.`,
    );
    add([`What is the symbol for ${lower}?`], `The symbol for ${lower} is ${symbol}.`);
  }
  const proverbs = z.record(z.string(), z.array(z.string()));
  const requests = [
    'Tell me a proverb.',
    'Do you know a proverb?',
    'Say something wise.',
    'tell me a proverb',
  ];
  for (const [topic, sayings] of lists.rows('words/proverbs', 'proverbs', proverbs).flatMap(Object.entries)) {
    for (const [i, saying] of sayings.map(cleanLine).entries()) {
      add([requests[i % requests.length] ?? '', `Tell me a proverb about ${topic.toLowerCase()}.`], saying);
    }
  }
  return {
    name: 'dariusk-corpora',
    licence: 'CC0-1.0',
    attribution: 'Corpora, Darius Kazemi and contributors.',
    weight,
    files: reader.files,
    documents,
  };
}
