import { desktopDe } from './de/desktop-de.ts';
import { desktopEn } from './en/desktop-en.ts';
import { inLanguage } from './language.ts';

/** Words of what only the desktop app can do. */
export const desktopWords = inLanguage({ en: desktopEn, de: desktopDe });
