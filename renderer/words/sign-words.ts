import { signDe } from './de/sign-de.ts';
import { signEn } from './en/sign-en.ts';
import { inLanguage } from './language.ts';

/** Words of the signing sheet. */
export const signWords = inLanguage({ en: signEn, de: signDe });
