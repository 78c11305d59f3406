import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCorpora } from './corpora.ts';
import type { Corpus } from './corpus.ts';
import { licencesMarkdown } from './licences-markdown.ts';

let folder: string;
let corpora: Corpus[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loam-corpora-'));
  for (const [path, content] of Object.entries(FILES)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  corpora = await loadCorpora(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const corpus = (name: string): Corpus => {
  const found = corpora.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
/** The documents as lines; chats as "question > answer > …". */
const lines = (name: string): string[] =>
  corpus(name).documents.map((document) =>
    document.kind === 'text' ? document.text : document.messages.map(({ content }) => content).join(' > '),
  );

test('every file that was read is on record with its hash', () => {
  const recorded = new Map(corpora.flatMap(({ files }) => files.map((file) => [file.path, file])));
  for (const [path, content] of Object.entries(FILES)) {
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(recorded.get(path)).toEqual({ path, bytes: Buffer.byteLength(content), sha256 });
  }
});

test('every corpus has a licence, an attribution and a share', () => {
  for (const { licence, attribution, weight, documents } of corpora) {
    expect(licence).not.toBe('');
    expect(attribution).not.toBe('');
    expect(weight).toBeGreaterThan(0);
    expect(documents.length).toBeGreaterThan(0);
  }
  const text = licencesMarkdown(corpora);
  expect(text).toContain('| ms-chitchat | MIT |');
  expect(text).toContain('- The kind goat (CC-BY): A. Author; T. Translator');
});

test('small talk keeps every way to ask, gets our name, and no foreign telephone number', () => {
  expect(lines('ms-chitchat')).toEqual(
    expect.arrayContaining([
      'Hi robot > Hello!',
      'hi robot > Hello!',
      'Where are you > Hello!',
      'Where are you? > Hello!',
      "Whats your name > I'm Loam, a small chatbot that lives on your computer.",
    ]),
  );
  expect(lines('ms-chitchat').join('\n')).not.toMatch(/editorial|National Suicide|don't have a name/);
});

test('dialogues are cut into chats that begin with the user and end with the assistant', () => {
  const { documents } = corpus('self-dialogue');
  expect(documents.length).toBe(2);
  for (const document of documents) {
    if (document.kind !== 'chat') throw new Error('not a chat');
    expect(document.messages.map(({ role }) => role)).toEqual(
      document.messages.map((_, i) => (i % 2 === 0 ? 'user' : 'assistant')),
    );
    expect(document.messages.length % 2).toBe(0);
  }
  expect(lines('self-dialogue').join('\n')).not.toContain('rude');
});

test('questions with several answers keep the first, broken lines are joined, quotes removed', () => {
  expect(lines('chatterbot-corpus')).toEqual(
    expect.arrayContaining([
      'What is a star? > A star is a "ball" of gas that shines.',
      'are you sad > Not today.',
    ]),
  );
  expect(lines('chatterbot-corpus').join('\n')).not.toContain('Sometimes');
});

test('countries become questions about members of the United Nations', () => {
  expect(lines('world-countries')).toEqual(
    expect.arrayContaining([
      'What is the capital of the United Lands? > The capital of the United Lands is Townville.',
      'where is townville > Townville is the capital of the United Lands.',
      'What do they speak in the United Lands? > People in the United Lands speak English and French.',
    ]),
  );
  expect(lines('world-countries').join('\n')).not.toContain('Nowhere');
});

test('definitions use the sense that is meant most often', () => {
  expect(lines('wordnet-3.1')).toEqual(
    expect.arrayContaining(['What is a cat? > A cat is a feline mammal with soft fur.']),
  );
  expect(lines('wordnet-3.1').join('\n')).not.toContain('gossip');
});

test('stories come as texts and as answers, with straight quotes', () => {
  const told = lines('tinystories');
  expect(told.some((line) => line.startsWith('Once upon a time'))).toBe(true);
  expect(told.some((line) => /^tell me a story|^Tell me a story/.test(line))).toBe(true);
  expect(told.join('\n')).toContain('"Hello," said the cat.');
});

test('a missing folder is named', async () => {
  await expect(loadCorpora(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'CORPUS_MISSING' });
});

/** A ustar archive of JSON files. */
function tar(files: Record<string, unknown>): Buffer {
  const blocks: Buffer[] = [];
  for (const [name, value] of Object.entries(files)) {
    const body = Buffer.from(JSON.stringify(value));
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(body.length.toString(8).padStart(11, '0'), 124);
    header.write('0', 156);
    blocks.push(header, body, Buffer.alloc((512 - (body.length % 512)) % 512));
  }
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

const answer = (text: string): string =>
  `**Filters:**\n- editorial = chitchat\n\n\`\`\`markdown\n${text}\n\`\`\`\n`;
const story = `Once upon a time, there was a little cat named Tom. ${'He played in the sun. '.repeat(12)}\n\n“Hello,” said the cat.`;
const topics = ['botprofile', 'emotion', 'food', 'history', 'psychology', 'science', 'trivia'];
const yaml = (topic: string): string =>
  topic === 'science'
    ? 'categories:\n- science\nconversations:\n- - What is a star?\n  - \'a star is a "ball" of gas\n    that shines\'\n- - are you sad\n  - Not today.\n  - Sometimes.\n'
    : `categories:\n- ${topic}\nconversations:\n- - ask about ${topic}\n  - I know ${topic}.\n`;
const country = (name: string, unMember: boolean): unknown => ({
  name: { common: name },
  unMember,
  capital: ['Townville'],
  currencies: { ABC: { name: 'crown' } },
  languages: { eng: 'English', fra: 'French' },
  region: 'Europe',
  subregion: 'Northern Europe',
  landlocked: false,
});
const creditedStory = {
  file: 'en/1.md',
  licence: 'CC-BY',
  text: `# The kind goat\n${'A goat shared its grass with a cow.\n'.repeat(8)}`,
  credit:
    '* License: [CC-BY]\n* Text: A. Author\n* Illustration: I. Painter\n* Translation: T. Translator\n* Language: en',
};

const FILES: Record<string, string | Buffer> = {
  'corpus-ms-chitchat/qna_chitchat_friendly.qna': `> # QnA pairs\n\n# ? Hi robot\n- Where are you\n\n${answer('Hello!')}\n# ? Whats your name\n\n${answer("Oh, I don't have a name.")}\n# ? I am in despair\n\n${answer('The National Suicide Prevention Lifeline is available 24/7.')}`,
  'corpus-self-dialogue/selfdialogue.jsonl.gz': gzipSync(
    [
      { topic: 'a', turns: Array.from({ length: 10 }, (_, i) => `This is turn number ${i}.`) },
      { topic: 'b', turns: ['You are a rudeword', 'That was rude.'] },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n'),
  ),
  ...Object.fromEntries(topics.map((topic) => [`corpus-chatterbot-en/${topic}.yml`, yaml(topic)])),
  'facts-world-countries/countries-unescaped.json': JSON.stringify([
    country('United Lands', true),
    country('Nowhere', false),
  ]),
  'facts-dariusk-corpora/data.tar.gz': gzipSync(
    tar({
      'data/words/common.json': { commonWords: ['cat', 'happy'] },
      'data/animals/common.json': { animals: ['cat'] },
      'data/foods/fruits.json': { fruits: ['apple'] },
      'data/foods/vegetables.json': { vegetables: ['leek'] },
      'data/objects/objects.json': { objects: ['cup'] },
      'data/objects/clothing.json': { clothes: ['hat'] },
      'data/technology/appliances.json': { appliances: ['oven'] },
      'data/humans/occupations.json': { occupations: ['baker'] },
      'data/humans/bodyParts.json': { bodyParts: ['arm'] },
      'data/words/expletives.json': { expletives: ['rudeword'] },
      'data/words/proverbs.json': { proverbs: [{ Time: ['Time flies.'] }] },
      'data/geography/us_state_capitals.json': { capitals: [{ capital: 'Rome', state: 'Italia' }] },
      'data/science/elements.json': {
        elements: [{ name: 'Gold', symbol: 'Au', phase: 'solid', type: 'Metal' }],
      },
    }),
  ),
  'corpus-wordnet31-glosses/glosses.tsv.gz': gzipSync(
    'noun\tcat, true cat\tfeline mammal with soft fur: domestic cats; wildcats\nnoun\tcat\ta spiteful person of gossip; "what a cat!"\nadj\thappy\tmarked by joy; "a happy smile"\n'.replace(
      ': domestic cats',
      '',
    ),
  ),
  'corpus-tinystories-sample/tinystories-opening.txt': `${story}\n${story}`,
  'corpus-childrens-stories-cc/asp.jsonl': JSON.stringify(creditedStory),
  'corpus-childrens-stories-cc/pb.jsonl': JSON.stringify(creditedStory),
  'corpus-standardebooks/a-a-milne_winnie-the-pooh.txt':
    'The bear sat by the river and thought about honey. '.repeat(60),
};
