import type { frameEn } from '../en/frame-en.ts';
import type { Words } from '../language.ts';

/** German for {@link frameEn}. */
export const frameDe: Words<typeof frameEn> = {
  name: 'Loam',
  rail: 'Ansichten',
  skip: 'Zum Inhalt springen',
  views: {
    chat: 'Chat',
    learn: 'Lernen',
    earn: 'Verdienen',
    validate: 'Prüfen',
    govern: 'Mitbestimmen',
    network: 'Netzwerk',
    audit: 'Nachprüfen',
    settings: 'Einstellungen',
  },
  loadingView: 'Einen Augenblick.',
  connecting: 'Verbindung zu Loams Motor wird aufgebaut.',
  lost: 'Verbindung zu Loams Motor verloren, sie wird neu aufgebaut.',
  tryNow: 'Jetzt versuchen',
  strip: {
    label: 'Zustand',
    noEngine: 'Motor nicht verbunden',
    model: {
      loading: (name) => (name === '' ? 'Das Modell wird geladen' : `${name} wird geladen`),
      ready: (name) => name,
      failed: () => 'Modell konnte nicht geladen werden',
    },
    device: (provider, threads) =>
      `${provider.toUpperCase()}, ${threads === 1 ? '1 Thread' : `${threads} Threads`}`,
    learning: {
      idle: () => 'Lernt nicht',
      learning: (reason) => (reason === null ? 'Lernt' : `Lernt: ${reason}`),
      paused: (reason) => (reason === null ? 'Lernen pausiert' : `Lernen pausiert: ${reason}`),
    },
    epoch: (epoch, phase) => `Epoche ${epoch}, ${phase}`,
    epochFinal: (epoch) => `Epoche ${epoch}, beendet`,
    peers: (count) => (count === 1 ? '1 Knoten' : `${count} Knoten`),
    network: {
      off: 'Kein Netzwerk',
      starting: 'Netzwerk startet',
      stopping: 'Netzwerk endet',
      failed: 'Netzwerk gescheitert',
    },
    on: (name) => name ?? 'Netzwerk',
  },
};
