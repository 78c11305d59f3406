import type { desktopEn } from '../en/desktop-en.ts';
import type { Words } from '../language.ts';

/** German for {@link desktopEn}. */
export const desktopDe: Words<typeof desktopEn> = {
  onlyDesktop:
    'Diese Seite ist in einem Browser offen. Mit dem Computer starten, Infobereich, Mitteilungen und Aktualisierungen gehören zur Desktop-App.',
  launchAtLogin: 'Mit dem Computer starten',
  launchAtLoginHint: 'Loam startet, wenn du dich anmeldest; bleibt es im Infobereich, dann ohne Fenster.',
  stayInTray: 'Im Infobereich bleiben',
  stayInTrayHint:
    'Wird das Fenster geschlossen, läuft Loam im Infobereich weiter. Ausgeschaltet hält das Schließen alles an.',
  notices: 'Mitteilungen',
  kinds: {
    'contribution-paid': 'Ein Beitrag wurde bezahlt',
    'contribution-refused': 'Ein Beitrag wurde nicht angenommen',
    'consent-asked': 'Etwas ist bereit zum Teilen, und du wirst gefragt',
    'validator-missed': 'Der Prüfer verpasst Urteile oder hat angehalten',
    'validator-back': 'Der Prüfer ist wieder da',
    'disk-nearly-full': 'Die Festplatte ist fast voll',
    'update-ready': 'Eine Aktualisierung ist bereit',
  },
  version: (version) => `Loam ${version}`,
  check: 'Nach einer Aktualisierung sehen',
  download: 'Holen',
  install: 'Beenden und einspielen',
  dataFolder: 'Den Datenordner zeigen',
  protection: 'Chats und Schlüssel',
  joinAsked:
    'Ein Link fragt, ob du einem Netzwerk beitreten willst. Noch ist nichts geschehen. Seine Datei liegt unter:',
  joinHow: 'Sieh dir die Datei zuerst an. Zum Beitreten speichere sie und wähle sie unter Netzwerk.',
  joinLook: 'Im Browser öffnen',
  joinNot: 'Jetzt nicht',
};
