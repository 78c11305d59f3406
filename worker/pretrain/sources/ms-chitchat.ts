import { asTyped, cleanLine } from '../clean-text.ts';
import { type Corpus, questionAndAnswer, type TrainingDocument } from '../corpus.ts';
import type { CorpusReader } from '../corpus-reader.ts';
import { nameAnswer } from './identity.ts';

const FILE = 'corpus-ms-chitchat/qna_chitchat_friendly.qna';

/** Answers that we replace: we have a name, and a telephone number of one country helps few people. */
const REPLACED: ReadonlyMap<string, string> = new Map([
  ["Oh, I don't have a name.", nameAnswer],
  [
    'The National Suicide Prevention Lifeline is available',
    'I am so sorry that you feel this way. Please talk to someone you trust, or call your local emergency number now.',
  ],
]);

/** Small talk in one friendly voice: about ninety answers, each with every way to ask for it. */
export async function msChitchatCorpus(reader: CorpusReader, weight: number): Promise<Corpus> {
  const text = await reader.text(FILE);
  const documents: TrainingDocument[] = [];
  for (const section of text.split(/^# \? /m).slice(1)) {
    const answer = /```markdown\n([\s\S]*?)```/.exec(section)?.[1];
    if (answer === undefined) continue;
    const [first = '', ...rest] = section.split('\n');
    const questions = [
      first,
      ...rest.filter((line) => /^- (?!editorial)/.test(line)).map((line) => line.slice(2)),
    ];
    for (const question of questions) addVariants(documents, cleanLine(question), replace(cleanLine(answer)));
  }
  return {
    name: 'ms-chitchat',
    licence: 'MIT',
    attribution: 'Personality chat (friendly), Bot Framework CLI. Copyright (c) Microsoft Corporation.',
    weight,
    files: reader.files,
    documents,
  };
}

function addVariants(documents: TrainingDocument[], question: string, answer: string): void {
  if (question === '') return;
  const forms = new Set([question, asTyped(question), question.replace(/[^.?!]$/, '$&.')]);
  if (/^(who|what|where|when|why|how|do|does|did|are|is|can|could|will|would|have) /i.test(question)) {
    forms.add(`${question.replace(/[.?!]+$/, '')}?`);
    forms.delete(`${question}.`);
  }
  for (const form of forms) documents.push(questionAndAnswer(form, answer));
}

function replace(answer: string): string {
  for (const [start, replacement] of REPLACED) if (answer.startsWith(start)) return replacement;
  return answer;
}
