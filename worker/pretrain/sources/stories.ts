import { z } from 'zod';
import { cleanLine, cleanText, isLatin } from '../clean-text.ts';
import { type Corpus, questionAndAnswer, type TrainingDocument } from '../corpus.ts';
import type { CorpusReader } from '../corpus-reader.ts';
import { MAX_STORY_ANSWER_LENGTH } from '../limits.ts';

const REQUESTS = [
  'Tell me a story.',
  'tell me a story',
  'Can you tell me a story?',
  'Please tell me a short story.',
  'Tell me a short story.',
  'I want to hear a story.',
  'Do you know a story?',
];
const storySchema = z.object({ file: z.string(), licence: z.string(), text: z.string(), credit: z.string() });

/** Short stories of the TinyStories kind, as texts and as answers to "Tell me a story". */
export async function tinyStoriesCorpus(reader: CorpusReader, weight: number): Promise<Corpus> {
  const text = await reader.text('corpus-tinystories-sample/tinystories-opening.txt');
  const stories = text
    .replaceAll('\r', '')
    .split(/(?<!\n)\n(?!\n)/)
    .map(cleanText)
    .filter((story) => story.length > 200 && isLatin(story));
  return {
    name: 'tinystories',
    licence: 'CDLA-Sharing-1.0 (a trained model is a Result, free of its conditions)',
    attribution: 'TinyStories, Ronen Eldan and Yuanzhi Li, 2023 (an opening sample).',
    weight,
    files: reader.files,
    documents: stories.flatMap((story, i) => asDocuments(story, i)),
  };
}

/** Children's stories of African Storybook and Pratham Books, with the credits of each. */
export async function childrensStoriesCorpus(reader: CorpusReader, weight: number): Promise<Corpus> {
  const records = [
    ...(await reader.jsonLines('corpus-childrens-stories-cc/asp.jsonl')),
    ...(await reader.jsonLines('corpus-childrens-stories-cc/pb.jsonl')),
  ].map((record) => storySchema.parse(record));
  const documents: TrainingDocument[] = [];
  const credits: string[] = [];
  for (const { text, credit } of records) {
    const [title = '', ...lines] = text.split('\n');
    const story = joinLines(lines);
    if (story.length < 150 || !isLatin(story)) continue;
    documents.push(...asDocuments(story, documents.length));
    credits.push(creditLine(cleanLine(title), credit));
  }
  return {
    name: 'childrens-stories',
    licence: 'CC-BY (version as given by each story) or public domain',
    attribution: 'African Storybook and Pratham Books; authors in LICENSES.md.',
    weight,
    files: reader.files,
    documents,
    credits,
  };
}

/** The story as a text and, where short enough, as an answer to a request that may name whom it is about. */
function asDocuments(story: string, index: number): TrainingDocument[] {
  const documents: TrainingDocument[] = [{ kind: 'text', text: story }];
  if (story.length > MAX_STORY_ANSWER_LENGTH) return documents;
  documents.push(questionAndAnswer(REQUESTS[index % REQUESTS.length] ?? 'Tell me a story.', story));
  const hero =
    /\b(?:a|an) ((?:little |big |small |old |young |brave |kind )?(?:girl|boy|cat|dog|bird|rabbit|bear|fish|frog|mouse|duck|car|tree|man|woman|lion|monkey|elephant|goat|cow|fox|king|farmer)(?: named [A-Z][a-z]+)?)\b/.exec(
      story,
    )?.[1];
  if (hero !== undefined) {
    documents.push(
      questionAndAnswer(
        `${index % 2 === 0 ? 'Tell me a story about' : 'tell me about'} a ${hero}${index % 2 === 0 ? '.' : ''}`,
        story,
      ),
    );
  }
  return documents;
}

/** Joins lines that were broken for a small page; a line that ends a sentence ends a paragraph with some luck. */
function joinLines(lines: readonly string[]): string {
  return cleanText(lines.join(' ').replaceAll('##', '\n'));
}

function creditLine(title: string, credit: string): string {
  const field = (name: string): string | undefined =>
    new RegExp(`^\\* ${name}: (.*)$`, 'm').exec(credit)?.[1]?.trim();
  const people = [field('Text'), field('Adaptation'), field('Translation')].filter(
    (who) => who !== undefined,
  );
  return `${title} (${field('License')?.replace(/[[\]]/g, '') ?? 'CC-BY'}): ${people.join('; ')}`;
}
