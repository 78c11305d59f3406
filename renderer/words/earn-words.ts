import { earnDe } from './de/earn-de.ts';
import { earnEn } from './en/earn-en.ts';
import { inLanguage } from './language.ts';

/** Words of the Earn view. */
export const earnWords = inLanguage({ en: earnEn, de: earnDe });
