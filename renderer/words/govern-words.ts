import { governDe } from './de/govern-de.ts';
import { governEn } from './en/govern-en.ts';
import { inLanguage } from './language.ts';

/** Words of the Govern view. */
export const governWords = inLanguage({ en: governEn, de: governDe });
