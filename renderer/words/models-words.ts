import { modelsDe } from './de/models-de.ts';
import { modelsEn } from './en/models-en.ts';
import { inLanguage } from './language.ts';

/** Words of models and of this computer. */
export const modelsWords = inLanguage({ en: modelsEn, de: modelsDe });
