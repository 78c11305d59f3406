import type { settingsEn } from '../en/settings-en.ts';
import type { Words } from '../language.ts';

/** German for {@link settingsEn}. */
export const settingsDe: Words<typeof settingsEn> = {
  title: 'Einstellungen',
  index: 'Abschnitte',
  sections: {
    appearance: 'Aussehen und Sprache',
    models: 'Modelle und Ordner',
    device: 'Dieser Computer',
    learning: 'Lernen',
    privacy: 'Privatsphäre',
    network: 'Netzwerk',
    wallet: 'Wallet und Schlüssel',
    desktop: 'Desktop',
    keyboard: 'Tastatur',
    diagnostics: 'Wenn etwas nicht stimmt',
  },
  appearance: {
    followComputer: 'Wie der Computer',
    theme: 'Farben',
    themes: { system: 'Wie der Computer', light: 'Hell', dark: 'Dunkel' },
    language: 'Sprache',
    textSize: 'Schriftgröße',
    textSizes: { small: 'Klein', normal: 'Normal', large: 'Groß', largest: 'Am größten' },
    contrast: 'Kontrast',
    moreContrast: 'Mehr',
    motion: 'Bewegung',
    noMotion: 'Keine',
  },
};
