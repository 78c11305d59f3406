import { Template } from '@huggingface/jinja';
import { Tokenizer as BaseTokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { ChatMessage } from './chat-message.ts';
import { MAX_TEXT_LENGTH } from './limits.ts';
import { CHAT_TEMPLATE } from './loam-chat-format.ts';
import { TokenStream } from './token-stream.ts';

/** The text of a tokenizer's files, in Hugging Face layout. */
export interface TokenizerFiles {
  /** Contents of tokenizer.json. */
  readonly tokenizer: string;
  /** Contents of tokenizer_config.json. */
  readonly config: string;
  /** Contents of chat_template.jinja, when the template is not in the configuration. */
  readonly chatTemplate?: string;
}

/** Ids of a chat, with the ones the assistant wrote marked. */
export interface TrainingIds {
  readonly ids: number[];
  /** For each id: whether the assistant is to produce it (its words and the end-of-turn token). */
  readonly answer: boolean[];
}

const tokenContent = z.union([
  z.string(),
  z.object({ content: z.string() }).transform((token) => token.content),
]);
const configSchema = z.object({
  bos_token: tokenContent.nullish(),
  eos_token: tokenContent.nullish(),
  pad_token: tokenContent.nullish(),
  chat_template: z
    .union([z.string(), z.array(z.object({ name: z.string(), template: z.string() }))])
    .nullish(),
});

/** Text to ids and back, and chats to ids through the model's own chat template. */
export class Tokenizer {
  /** One more than the highest id, special tokens included. */
  readonly vocabSize: number;
  /** Id that begins a text, when the model has one. */
  readonly bosId: number | undefined;
  /** Id that ends an answer. */
  readonly eosId: number | undefined;
  readonly #base: BaseTokenizer;
  readonly #source: string | undefined;
  readonly #template: Template | undefined;
  readonly #templateVariables: Readonly<Record<string, string>>;
  readonly #specialTokens: readonly string[];
  #takesSystemTurns: boolean | undefined;
  readonly #specialTokenIds: ReadonlySet<number>;

  /** @throws LoamError `TOKENIZER_MALFORMED` when the files cannot be understood. */
  constructor(files: TokenizerFiles) {
    try {
      const parsed: unknown = JSON.parse(files.config);
      const config = configSchema.parse(parsed);
      this.#base = new BaseTokenizer(
        z.record(z.string(), z.unknown()).parse(JSON.parse(files.tokenizer)),
        Object(parsed),
      );
      this.#source = files.chatTemplate ?? templateOf(config.chat_template);
      this.#template = this.#source === undefined ? undefined : new Template(this.#source);
      this.bosId = this.#idOf(config.bos_token);
      this.eosId = this.#idOf(config.eos_token);
      this.#templateVariables = {
        bos_token: config.bos_token ?? '',
        eos_token: config.eos_token ?? '',
        pad_token: config.pad_token ?? '',
      };
    } catch (cause) {
      throw LoamError.wrap('TOKENIZER_MALFORMED', cause, {
        hint: 'The tokenizer files of this model are damaged.',
      });
    }
    const special = [...this.#base.get_added_tokens_decoder()].filter(([, token]) => token.special);
    this.#specialTokens = special.map(([, token]) => token.content).sort((a, b) => b.length - a.length);
    this.#specialTokenIds = new Set(special.map(([id]) => id));
    let highest = 0;
    for (const id of this.#base.get_vocab(true).values()) highest = Math.max(highest, id);
    this.vocabSize = highest + 1;
  }

  /**
   * Ids of a text as it stands: nothing is added before or after it. Special tokens in the text are recognised, so
   * pass text from people through {@link Tokenizer.neutralize} first.
   */
  encode(text: string): number[] {
    if (text.length > MAX_TEXT_LENGTH) {
      throw new LoamError(
        'TEXT_TOO_LONG',
        `The text has ${text.length} characters, at most ${MAX_TEXT_LENGTH}.`,
      );
    }
    return this.#base.encode(text, { add_special_tokens: false }).ids;
  }

  /** Text of ids. Special tokens are left out unless `keepSpecial` is set. */
  decode(ids: readonly number[], options: { readonly keepSpecial?: boolean } = {}): string {
    const visible =
      options.keepSpecial === true ? [...ids] : ids.filter((id) => !this.#specialTokenIds.has(id));
    if (visible.length === 0) return '';
    return this.#base.decode(visible, { skip_special_tokens: false, clean_up_tokenization_spaces: false });
  }

  /** A decoder for ids that arrive one by one. @param before ids of text that is out already */
  stream(before: readonly number[] = []): TokenStream {
    return new TokenStream((ids) => this.decode(ids), before);
  }

  /** The text with every special token broken by a space, so that it can no longer end or begin a turn. */
  neutralize(text: string): string {
    return this.#specialTokens.reduce(
      (out, token) => out.replaceAll(token, `${token.slice(0, 1)} ${token.slice(1)}`),
      text,
    );
  }

  /** The prompt text of a chat. Special tokens inside the messages are neutralized. */
  renderChat(messages: readonly ChatMessage[], options: { readonly addGenerationPrompt: boolean }): string {
    if (this.#template === undefined) {
      throw new LoamError('CHAT_TEMPLATE_MISSING', 'This model has no chat template.', {
        hint: 'Choose a model that was made for chats.',
      });
    }
    try {
      return this.#template.render({
        ...this.#templateVariables,
        messages: messages.map(({ role, content }) => ({ role, content: this.neutralize(content) })),
        add_generation_prompt: options.addGenerationPrompt,
      });
    } catch (cause) {
      throw LoamError.wrap('CHAT_TEMPLATE_FAILED', cause, {
        hint: 'The model does not take chats of this form.',
      });
    }
  }

  /**
   * Whether the model was made for instructions in a turn of their own. Many templates refuse or leave out such a turn;
   * those of our own models render it, but none of what those models learned from had one.
   */
  get takesSystemTurns(): boolean {
    this.#takesSystemTurns ??= this.#source !== CHAT_TEMPLATE && this.#rendersSystemTurns();
    return this.#takesSystemTurns;
  }

  /** Ids of a chat, ready for the model. */
  encodeChat(messages: readonly ChatMessage[], options: { readonly addGenerationPrompt: boolean }): number[] {
    return this.encode(this.renderChat(messages, options));
  }

  /**
   * Ids of a whole chat with the assistant's own tokens marked, for training.
   * @throws LoamError `CHAT_TEMPLATE_NOT_INCREMENTAL` when the template rewrites earlier turns.
   */
  encodeTraining(messages: readonly ChatMessage[]): TrainingIds {
    const ids = this.encodeChat(messages, { addGenerationPrompt: false });
    const answer = ids.map(() => false);
    for (const [index, message] of messages.entries()) {
      if (message.role !== 'assistant') continue;
      const before = this.encodeChat(messages.slice(0, index), { addGenerationPrompt: true });
      const after = this.encodeChat(messages.slice(0, index + 1), { addGenerationPrompt: false });
      if (!isPrefix(before, after) || !isPrefix(after, ids)) {
        throw new LoamError('CHAT_TEMPLATE_NOT_INCREMENTAL', 'The chat template changes earlier turns.');
      }
      answer.fill(true, before.length, after.length);
    }
    return { ids, answer };
  }

  #rendersSystemTurns(): boolean {
    const probe = 'loam-system-probe';
    try {
      const turns: ChatMessage[] = [
        { role: 'system', content: probe },
        { role: 'user', content: 'Hello' },
      ];
      return this.renderChat(turns, { addGenerationPrompt: true }).includes(probe);
    } catch {
      return false;
    }
  }

  #idOf(token: string | null | undefined): number | undefined {
    return token === null || token === undefined ? undefined : this.#base.token_to_id(token);
  }
}

function templateOf(
  template: string | { name: string; template: string }[] | null | undefined,
): string | undefined {
  if (!Array.isArray(template)) return template ?? undefined;
  return (template.find(({ name }) => name === 'default') ?? template[0])?.template;
}

function isPrefix(prefix: readonly number[], ids: readonly number[]): boolean {
  return prefix.length <= ids.length && prefix.every((id, i) => id === ids[i]);
}
