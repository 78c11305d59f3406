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
  diagnostics: {
    text: 'Sieht sich diesen Computer, das Modell und das Netzwerk an. Die Datei enthält Versionen, Befunde und das Ende des Protokolls: keine Schlüssel, nichts aus deinen Chats. Lies sie, bevor du sie jemandem schickst.',
    look: 'Nachsehen',
    again: 'Noch einmal nachsehen',
    save: 'Die Datei sichern',
    read: 'Lesen, was darin stünde',
    states: { ok: 'In Ordnung:', warn: 'Achtung:', fail: 'Geht nicht:' },
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
