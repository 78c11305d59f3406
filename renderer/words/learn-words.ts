import { learnDe } from './de/learn-de.ts';
import { learnEn } from './en/learn-en.ts';
import { inLanguage } from './language.ts';

/** Words of the Learn view. */
export const learnWords = inLanguage({ en: learnEn, de: learnDe });
