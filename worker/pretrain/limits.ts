/** Largest unpacked corpus file, in bytes. */
export const MAX_CORPUS_FILE_BYTES = 512 * 1024 * 1024;
/** Longest turn kept from dialogues, in characters. */
export const MAX_TURN_LENGTH = 180;
/** Longest story told as an answer, in characters. */
export const MAX_STORY_ANSWER_LENGTH = 850;
/** Longest definition kept from a dictionary, in characters. */
export const MAX_DEFINITION_LENGTH = 100;
/** Weight in the loss of what the assistant says and of plain texts, in sixteenths. */
export const ANSWER_WEIGHT = 16;
/** Weight in the loss of what people ask, in sixteenths. */
export const QUESTION_WEIGHT = 4;
/** One document of this many is kept aside to measure with. */
export const HELD_OUT_ONE_IN = 100;
/** Chance that a chat goes on with another question instead of a new chat. */
export const CONTINUE_CHAT_CHANCE = 0.35;
/** Characters of each corpus that the tokenizer is trained on at most. */
export const MAX_TOKENIZER_TEXT_PER_CORPUS = 2_000_000;
/** Batches that one measurement on held-out documents takes. */
export const HELD_OUT_BATCHES = 12;
