import { z } from 'zod';
import { cleanLine, isLatin } from '../clean-text.ts';
import type { Corpus, TrainingDocument } from '../corpus.ts';
import type { CorpusReader } from '../corpus-reader.ts';
import { MAX_TURN_LENGTH } from '../limits.ts';

const FILE = 'corpus-self-dialogue/selfdialogue.jsonl.gz';
const dialogueSchema = z.object({ topic: z.string(), turns: z.array(z.string()) });

/** Dialogues that one person wrote for two, cut into chats of at most `turnsPerChat` turns. */
export async function selfDialogueCorpus(
  reader: CorpusReader,
  weight: number,
  unwanted: RegExp,
  turnsPerChat = 6,
): Promise<Corpus> {
  const documents: TrainingDocument[] = [];
  for (const line of await reader.jsonLines(FILE)) {
    const turns = dialogueSchema.parse(line).turns.map(cleanLine);
    if (turns.some((turn) => turn === '' || !isLatin(turn) || unwanted.test(turn))) continue;
    for (let start = 0; start + 1 < turns.length; start += turnsPerChat) {
      const part = turns.slice(start, start + turnsPerChat);
      if (part.length % 2 === 1) part.pop();
      if (part.some((turn) => turn.length > MAX_TURN_LENGTH || turn.length < 4)) continue;
      documents.push({
        kind: 'chat',
        messages: part.map((content, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', content })),
      });
    }
  }
  return {
    name: 'self-dialogue',
    licence: 'BSD-3-Clause',
    attribution: 'The Self-dialogue Corpus, Edina team, University of Edinburgh, 2017.',
    weight,
    files: reader.files,
    documents,
  };
}
