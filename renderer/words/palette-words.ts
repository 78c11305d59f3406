import { paletteDe } from './de/palette-de.ts';
import { paletteEn } from './en/palette-en.ts';
import { inLanguage } from './language.ts';

/** Words of the command palette and of the keyboard map. */
export const paletteWords = inLanguage({ en: paletteEn, de: paletteDe });
