import type { ChatMessage } from '../tokenizer/chat-message.ts';

/** One piece to learn from: a chat, or a text that stands for itself. */
export type TrainingDocument =
  | { readonly kind: 'chat'; readonly messages: readonly ChatMessage[] }
  | { readonly kind: 'text'; readonly text: string };

/** A file that documents were made from. */
export interface SourceFile {
  /** Path inside the corpora folder. */
  readonly path: string;
  readonly bytes: number;
  /** Hex SHA-256 of the bytes. */
  readonly sha256: string;
}

/** What one corpus contributes. */
export interface Corpus {
  readonly name: string;
  /** SPDX identifier or short name of the licence. */
  readonly licence: string;
  /** Who made it and where it came from; shown to users. */
  readonly attribution: string;
  /** Share of the training tokens, relative to the other corpora. */
  readonly weight: number;
  readonly files: readonly SourceFile[];
  readonly documents: readonly TrainingDocument[];
  /** One line per work whose author the licence asks to name. */
  readonly credits?: readonly string[];
}

/** A chat of one question and one answer. */
export function questionAndAnswer(question: string, answer: string): TrainingDocument {
  return {
    kind: 'chat',
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
  };
}
