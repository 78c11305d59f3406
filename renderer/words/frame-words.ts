import { frameDe } from './de/frame-de.ts';
import { frameEn } from './en/frame-en.ts';
import { inLanguage } from './language.ts';

/** Words of the frame: rail, status strip, banner. */
export const frameWords = inLanguage({ en: frameEn, de: frameDe });
