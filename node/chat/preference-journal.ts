import type { Message, Preference } from '../../protocol/api/chat-schemas.ts';
import { listFollowers } from '../database/messages.ts';
import { deleteRatingPreferences, insertPreference } from '../database/preferences.ts';
import { type NodeContext, newRowId } from '../node-context.ts';

/** Writes down which answer to a question was preferred to which, for later training. */
export class PreferenceJournal {
  readonly #context: NodeContext;

  constructor(context: NodeContext) {
    this.#context = context;
  }

  /** The owner wrote `chosenId` where `rejectedId` stood. */
  edited(question: Message, chosenId: string, rejectedId: string): void {
    this.#add(question, 'edit', chosenId, rejectedId);
  }

  /** The owner saw several answers and went on with one. An answer that the owner rewrote counts as an edit already. */
  wentOn(question: Message, chosen: Message): void {
    for (const other of this.#answers(question))
      if (other.id !== chosen.id && !other.edited && !chosen.edited)
        this.#add(question, 'alternative', chosen.id, other.id);
  }

  /** The ratings of the answers to a question changed: every liked one is preferred to every one that was not. */
  rated(question: Message): void {
    deleteRatingPreferences(this.#context.db, question.id);
    const answers = this.#answers(question);
    const up = answers.filter(({ rating }) => rating === 'up');
    const down = answers.filter(({ rating }) => rating === 'down');
    for (const { id } of up)
      for (const other of down.length === 0 ? [null] : down)
        this.#add(question, 'rating', id, other?.id ?? null);
    if (up.length === 0) for (const { id } of down) this.#add(question, 'rating', null, id);
  }

  /** Ended answers with words in them. */
  #answers(question: Message): Message[] {
    return listFollowers(this.#context.db, question.chatId, question.id).filter(
      ({ role, reason, text }) => role === 'assistant' && reason !== null && text !== '',
    );
  }

  #add(
    question: Message,
    source: Preference['source'],
    chosenId: string | null,
    rejectedId: string | null,
  ): void {
    insertPreference(this.#context.db, {
      id: newRowId(this.#context),
      chatId: question.chatId,
      questionId: question.id,
      source,
      chosenId,
      rejectedId,
      createdAt: this.#context.now(),
    });
  }
}
