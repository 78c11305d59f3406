import { asTyped, cleanLine, isLatin } from '../clean-text.ts';
import { type Corpus, questionAndAnswer, type TrainingDocument } from '../corpus.ts';
import type { CorpusReader } from '../corpus-reader.ts';
import { MAX_DEFINITION_LENGTH } from '../limits.ts';

/** Remarks of senses that are rarely meant. */
const UNLIKELY =
  /^\(|slang|informal|archaic|obsolete|trivial|derog|dialect|Greek|Roman|Bible|period|personif|execut|punish|spiteful/i;
/** Words of definitions that say what kind of thing something is. */
const CONCRETE =
  /\b(?:animals?|mammals?|birds?|fish|insects?|reptiles?|fruits?|vegetables?|plants?|flowers?|trees?|buildings?|dwelling|structures?|devices?|instruments?|machines?|vehicles?|furniture|persons?|someone|people|foods?|liquid|seat|place|institution|containers?|garments?|clothing|meat|organs?|feline|canine|bread|dough|piece|part of|tool|room|land|stream|body of|music|genus)\b/;

interface Sense {
  readonly definition: string;
  /** How likely this is the sense that people mean. */
  readonly rank: number;
}

/** What everyday words mean: one definition for each noun and adjective. */
export async function wordnetCorpus(
  reader: CorpusReader,
  weight: number,
  everyday: ReadonlySet<string>,
  unwanted: RegExp,
): Promise<Corpus> {
  const senses = new Map<string, Sense>();
  for (const row of (await reader.text('corpus-wordnet31-glosses/glosses.tsv.gz')).split('\n')) {
    const [pos = '', list = '', gloss = ''] = row.split('\t');
    const words = list.split(', ');
    const definition = shorten(gloss);
    if (definition === undefined || !isLatin(definition) || unwanted.test(gloss)) continue;
    // The word that a sense lists first is the one that usually means it.
    const word = words[0] ?? '';
    if (pos === 'verb' || !everyday.has(word) || !/^[a-z ]{3,}$/.test(word)) continue;
    const key = `${pos}\t${word}`;
    const rank =
      (gloss.includes('"') ? 1 : 0) +
      (CONCRETE.test(definition) ? 3 : 0) -
      (UNLIKELY.test(gloss) ? 4 : 0) -
      words.length / 8;
    if (rank > (senses.get(key)?.rank ?? Number.NEGATIVE_INFINITY)) senses.set(key, { definition, rank });
  }
  const documents: TrainingDocument[] = [];
  for (const [key, { definition }] of senses) {
    const [pos = '', word = ''] = key.split('\t');
    for (const [question, answer] of explain(pos, word, definition))
      documents.push(questionAndAnswer(question, answer));
  }
  return {
    name: 'wordnet-3.1',
    licence: 'WordNet',
    attribution: 'WordNet 3.1. Copyright 2006 by Princeton University. All rights reserved.',
    weight,
    files: reader.files,
    documents,
  };
}

function explain(pos: string, word: string, definition: string): [string, string][] {
  if (pos === 'noun') {
    const one = `${article(word)} ${word}`;
    const opening = /^(?:an?|the|any|one|someone|something) /.test(definition)
      ? ''
      : `${article(definition)} `;
    const abstract = /(?:ness|ity|ment|ion|ism|ship|[ae]nce|hood|ing|ry)$/.test(word);
    const answer =
      abstract && opening !== '' ? `${word} means ${definition}.` : `${one} is ${opening}${definition}.`;
    const sentence = answer.slice(0, 1).toUpperCase() + answer.slice(1);
    const question = `What is ${one}?`;
    return [
      [question, sentence],
      [asTyped(question), sentence],
      [`What is ${word}?`, sentence],
    ];
  }
  const answer = `${word.slice(0, 1).toUpperCase()}${word.slice(1)} means ${definition}.`;
  const question = `What does ${word} mean?`;
  return [
    [question, answer],
    [asTyped(question), answer],
  ];
}

/** The first part of a gloss, without examples and remarks; undefined when that is too long or empty. */
function shorten(gloss: string): string | undefined {
  const definition = cleanLine((gloss.split(/[;"]/)[0] ?? '').replace(/\([^)]*\)/g, ''))
    .replace(/\s+,/g, ',')
    .replace(/[,.:]+$/, '');
  return definition.length < 8 || definition.length > MAX_DEFINITION_LENGTH ? undefined : definition;
}

function article(word: string): string {
  return /^[aeiou]/.test(word) ? 'an' : 'a';
}
