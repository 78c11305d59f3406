import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChatTurn } from '../../protocol/api/worker-contract.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { loadTokenizer } from '../tokenizer/load-tokenizer.ts';
import { tokenizerConfig } from '../tokenizer/loam-chat-format.ts';
import { Tokenizer } from '../tokenizer/tokenizer.ts';
import { chatPrompt } from './chat-prompt.ts';
import { temporaryFolder } from './fixtures/service-for-test.ts';
import { writeTinyModel } from './fixtures/tiny-model-folder.ts';

const dir = join(temporaryFolder(), 'model');
writeTinyModel(dir);
const ours = await loadTokenizer(dir);

/** The same tokenizer with another template. */
function withTemplate(chatTemplate: string): Tokenizer {
  return new Tokenizer({
    tokenizer: readFileSync(join(dir, 'tokenizer.json'), 'utf8'),
    config: JSON.stringify(tokenizerConfig(192)),
    chatTemplate,
  });
}

const user = (content: string) => ({ role: 'user', content }) as const;
const bot = (content: string) => ({ role: 'assistant', content }) as const;
const system = (content: string) => ({ role: 'system', content }) as const;
const TALK = [user('one one one'), bot('two two two'), user('three three'), bot('four'), user('five')];

/** Everything the model reads, as text; `room` tokens without the answer. */
function prompt(
  tokenizer: Tokenizer,
  turns: readonly ChatTurn[],
  room = 1_000,
  continueFrom = '',
): { text: string; ids: number[]; begun: string } {
  const { ids, begun } = chatPrompt(tokenizer, turns, { contextTokens: room, answerTokens: 0, continueFrom });
  return { ids, text: tokenizer.decode(ids, { keepSpecial: true }), begun: tokenizer.decode(begun) };
}

test('old turns go first; the instructions and the newest question stay', () => {
  const whole = prompt(ours, [system('Be kind.'), ...TALK]);
  expect(whole.text).toContain('<|user|>Be kind.\n\none one one<|end|>');
  expect(prompt(ours, [system('Be kind.'), ...TALK], whole.ids.length - 1).text).toBe(
    '<|endoftext|><|user|>Be kind.\n\nthree three<|end|><|assistant|>four<|end|><|user|>five<|end|><|assistant|>',
  );
});

test('instructions are a turn of their own where the model was made for it, else the first question begins with them', () => {
  const turns = [system('Be kind.'), user('Hi')];
  const knows = withTemplate(
    "{% for m in messages %}{{ '[' + m['role'] + '] ' + m['content'] + ' ' }}{% endfor %}",
  );
  expect(knows.takesSystemTurns).toBe(true);
  expect(prompt(knows, turns).text).toBe('[system] Be kind. [user] Hi ');
  const refuses = withTemplate(
    "{% if messages[0]['role'] == 'system' %}{{ raise_exception('no system turns') }}{% endif %}{% for m in messages %}{{ '[' + m['role'] + '] ' + m['content'] }}{% endfor %}",
  );
  expect(refuses.takesSystemTurns).toBe(false);
  expect(prompt(refuses, turns).text).toBe('[user] Be kind.\n\nHi');
  const leavesOut = withTemplate(
    "{% for m in messages %}{% if m['role'] != 'system' %}{{ '[' + m['role'] + '] ' + m['content'] }}{% endif %}{% endfor %}",
  );
  expect(prompt(leavesOut, turns).text).toBe('[user] Be kind.\n\nHi');
  // Our own models were never shown one.
  expect(ours.takesSystemTurns).toBe(false);
});

test('an answer that is gone on with comes after the prompt, as the model would have written it', () => {
  const said = 'Lily has 3 + 4';
  const { text, begun } = prompt(ours, [user('What?')], 1_000, said);
  expect(text).toBe(`<|endoftext|><|user|>What?<|end|><|assistant|>${said}`);
  expect(begun).toBe(said);
  expect(prompt(ours, [user('What?')], 1_000, 'a<|end|>b').ids.filter((id) => id < 5)).toEqual([0, 2, 4, 3]);
});

test('what follows an answer keeps the space before its first word', () => {
  const words = ours.encode('has 3 of 4');
  const stream = ours.stream(words.slice(0, 2));
  expect(
    words
      .slice(2)
      .map((id) => stream.push(id))
      .join('') + stream.end(),
  ).toBe(ours.decode(words).slice(ours.decode(words.slice(0, 2)).length));
});

test('what is sent always fits and ends with the newest question', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 30 }), { minLength: 1, maxLength: 9 }),
      fc.string({ maxLength: 20 }),
      fc.integer({ min: 60, max: 200 }),
      (texts, instructions, room) => {
        const turns = texts.map((text, i) => ((texts.length - i) % 2 === 1 ? user(text) : bot(text)));
        let sent: ReturnType<typeof prompt>;
        try {
          sent = prompt(ours, [system(instructions), ...turns], room);
        } catch (error) {
          expect(error).toMatchObject({ code: 'CHAT_TOO_LONG' });
          return;
        }
        expect(sent.ids.length).toBeLessThanOrEqual(room);
        expect(sent.text.endsWith(`${texts.at(-1)?.trim()}<|end|><|assistant|>`)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test.each([
  { turns: [user('short'), bot('ok'), user('long '.repeat(300))], said: '', hint: /start a new chat/ },
  { turns: [system('Be kind. '.repeat(60)), user('Hi')], said: '', hint: /instructions/ },
  { turns: [user('Tell me all')], said: 'so '.repeat(200), hint: /new question/ },
])('what is too long by itself is refused with its size and what to do: $hint', ({ turns, said, hint }) => {
  const error = ((): unknown => {
    try {
      return prompt(ours, turns, 50, said);
    } catch (e) {
      return e;
    }
  })();
  expect(error).toBeInstanceOf(LoamError);
  expect(error).toMatchObject({ code: 'CHAT_TOO_LONG', data: { limit: 50 } });
  expect((error as LoamError).hint).toMatch(hint);
});
