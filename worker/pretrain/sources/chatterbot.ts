import { asSentence, asTyped, cleanLine, isLatin } from '../clean-text.ts';
import { type Corpus, questionAndAnswer, type TrainingDocument } from '../corpus.ts';
import type { CorpusReader } from '../corpus-reader.ts';
import { MAX_TURN_LENGTH } from '../limits.ts';

const TOPICS = ['botprofile', 'emotion', 'food', 'history', 'psychology', 'science', 'trivia'];

/** Questions with one answer each, from the topics whose answers make sense by themselves. */
export async function chatterbotCorpus(
  reader: CorpusReader,
  weight: number,
  unwanted: RegExp,
): Promise<Corpus> {
  const documents: TrainingDocument[] = [];
  const asked = new Set<string>();
  for (const topic of TOPICS) {
    for (const [question = '', answer = ''] of parseConversations(
      await reader.text(`corpus-chatterbot-en/${topic}.yml`),
    )) {
      const key = asTyped(question);
      if (answer.length < 3 || answer.length > MAX_TURN_LENGTH || question.length > MAX_TURN_LENGTH) continue;
      if (asked.has(key) || !isLatin(question + answer) || unwanted.test(question + answer)) continue;
      asked.add(key);
      documents.push(questionAndAnswer(asSentence(question).replace(/\.$/, '?'), asSentence(answer)));
      documents.push(questionAndAnswer(key, asSentence(answer)));
    }
  }
  return {
    name: 'chatterbot-corpus',
    licence: 'BSD-3-Clause',
    attribution: 'ChatterBot Corpus (English). Copyright (c) Gunther Cox and contributors.',
    weight,
    files: reader.files,
    documents,
  };
}

/**
 * Reads the one shape of YAML these files have: a list of conversations, each a list of lines.
 * A line may be quoted and may go on, indented, on the next line.
 */
export function parseConversations(yaml: string): string[][] {
  const conversations: string[][] = [];
  let inside = false;
  for (const raw of yaml.split('\n')) {
    if (/^conversations:/.test(raw)) inside = true;
    if (!inside) continue;
    const opening = /^\s*- - (.*)$/.exec(raw);
    const next = /^\s+- (.*)$/.exec(raw);
    const current = conversations.at(-1);
    if (opening !== null) conversations.push([opening[1] ?? '']);
    else if (next !== null && current !== undefined) current.push(next[1] ?? '');
    else if (/^\s+\S/.test(raw) && current !== undefined)
      current.push(`${current.pop() ?? ''} ${raw.trim()}`);
  }
  return conversations.map((lines) => lines.map(unquote));
}

function unquote(line: string): string {
  const text = line.trim();
  const single = /^'(.*)'$/s.exec(text)?.[1]?.replaceAll("''", "'");
  const double = /^"(.*)"$/s.exec(text)?.[1]?.replaceAll('\\"', '"');
  return cleanLine(single ?? double ?? text);
}
