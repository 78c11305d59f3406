import { keysDe } from './de/keys-de.ts';
import { keysEn } from './en/keys-en.ts';
import { inLanguage } from './language.ts';

/** Words of opening and protecting the keys. */
export const keysWords = inLanguage({ en: keysEn, de: keysDe });
