import { ruleDe } from './de/rule-de.ts';
import { ruleEn } from './en/rule-en.ts';
import { inLanguage } from './language.ts';

/** What each rule of a network is called and does. */
export const ruleWords = inLanguage({ en: ruleEn, de: ruleDe });
