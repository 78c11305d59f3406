import { settingsDe } from './de/settings-de.ts';
import { settingsEn } from './en/settings-en.ts';
import { inLanguage } from './language.ts';

/** Words of Settings. */
export const settingsWords = inLanguage({ en: settingsEn, de: settingsDe });
