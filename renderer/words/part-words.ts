import { partDe } from './de/part-de.ts';
import { partEn } from './en/part-en.ts';
import { inLanguage } from './language.ts';

/** Words of the parts that several views use. */
export const partWords = inLanguage({ en: partEn, de: partDe });
