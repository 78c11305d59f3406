import { networkDe } from './de/network-de.ts';
import { networkEn } from './en/network-en.ts';
import { inLanguage } from './language.ts';

/** Words of the Network view. */
export const networkWords = inLanguage({ en: networkEn, de: networkDe });
