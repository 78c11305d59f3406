import { validateDe } from './de/validate-de.ts';
import { validateEn } from './en/validate-en.ts';
import { inLanguage } from './language.ts';

/** Words of the Validate view. */
export const validateWords = inLanguage({ en: validateEn, de: validateDe });
