import { welcomeDe } from './de/welcome-de.ts';
import { welcomeEn } from './en/welcome-en.ts';
import { inLanguage } from './language.ts';

/** Words of the first page. */
export const welcomeWords = inLanguage({ en: welcomeEn, de: welcomeDe });
