import { transportDe } from './de/transport-de.ts';
import { transportEn } from './en/transport-en.ts';
import { inLanguage } from './language.ts';

/** What is said when the page cannot reach the node. */
export const transportWords = inLanguage({ en: transportEn, de: transportDe });
