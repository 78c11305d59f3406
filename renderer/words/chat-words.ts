import { chatDe } from './de/chat-de.ts';
import { chatEn } from './en/chat-en.ts';
import { inLanguage } from './language.ts';

/** Words of the Chat view. */
export const chatWords = inLanguage({ en: chatEn, de: chatDe });
