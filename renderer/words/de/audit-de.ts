import type { auditEn } from '../en/audit-en.ts';
import type { Words } from '../language.ts';

const count = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);

/** German for {@link auditEn}. */
export const auditDe: Words<typeof auditEn> = {
  title: 'Nachprüfen',
  strata: {
    title: 'Wie das Modell gewachsen ist',
    text: 'Jede Schicht ist eine Version, die älteste unten. Grüne Körner sind deine Beiträge.',
    base: 'Grundmodell',
    baseText: (parameters) => `${parameters} Zahlen`,
    version: (version) => `Version ${version}`,
    epoch: (epoch, when) => `Epoche ${epoch}${when === null ? ', noch nicht endgültig' : ` · ${when}`}`,
    mine: (n) => count(n, 'Beitrag von dir', 'Beiträge von dir'),
  },
  empty: {
    title: 'Noch keine zusammengeführte Version',
    text: 'Wenn eine Epoche mit etwas Angenommenem endet, liegt hier eine neue Version des Modells als Schicht, und dieser Computer kann jeden Schritt nachprüfen, der zu ihr geführt hat.',
    offText:
      'Versionen gehören zu einem Netzwerk. Tritt einem bei, um zu sehen, wie sein Modell gewachsen ist, und um es nachzuprüfen.',
    goNetwork: 'Zum Netzwerk',
  },
  detail: {
    title: (version) => `Version ${version}`,
    parent: 'Gewachsen aus',
    parentBase: 'dem Grundmodell',
    parentVersion: (version) => `Version ${version}`,
    epoch: 'Epoche',
    finalized: 'Endgültig seit',
    notFinal: 'noch nicht endgültig',
    manifest: 'Manifest',
    adapter: 'Zusammengeführte Gewichte',
    aggregator: 'Zusammengeführt von',
    none: 'keine',
  },
  verify: (version) => `Version ${version} auf diesem Computer nachprüfen`,
  verifyText:
    'Liest alles noch einmal aus der Kette und den Dateien, rechnet jeden Beitrag noch einmal, führt noch einmal zusammen und berechnet jede Belohnung neu.',
  cancel: 'Abbrechen',
  again: 'Noch einmal',
  running: 'Wird auf diesem Computer geprüft',
  earned: 'Die Häkchen werden hier und jetzt verdient.',
  checked: (n) => count(n, 'Prüfung', 'Prüfungen'),
  expected: 'Wie es festgehalten ist',
  actual: 'Hier berechnet',
  broken: (n) => count(n, 'Abweichung', 'Abweichungen'),
  result: (checked, mismatches) =>
    `${count(checked, 'Prüfung', 'Prüfungen')}, ${count(mismatches, 'Abweichung', 'Abweichungen')}.`,
  resultGood: 'Was das Netzwerk über diese Version sagt, findet auch dieser Computer.',
  resultBad:
    'Etwas stimmt nicht mit dem überein, was das Netzwerk sagt. Die Abweichungen stehen unten; verlass dich nicht auf diese Version.',
  resultEmpty: 'Es gab nichts zu prüfen.',
  kinds: {
    'bundle-bytes': 'Die Bytes sind die geteilten',
    'bundle-copy': 'Jede gespeicherte Kopie ist heil',
    'manifest-copy': 'Jede Kopie des Manifests ist heil',
    commitment: 'Versiegelte Urteile wurden nicht geändert',
    digest: 'Hier noch einmal gerechnet, mit demselben Ergebnis',
    utility: 'So nützlich, wie gesagt wurde',
    verdict: 'Das Urteil folgt aus den Stimmen',
    majority: 'Die Stimmen, noch einmal gezählt',
    committee: 'Die Prüfenden, noch einmal ausgelost',
    uniqueness: 'Neu, oder eine Kopie',
    allotment: 'Die Belohnung der Epoche ist die nach den Regeln',
    weight: 'Gewichte der Belohnung, neu berechnet',
    'stored-weight': 'Gewichte, die der Vertrag hält',
    bundle: 'Bündel lassen sich holen und rechnen',
    'manifest-bytes': 'Das Manifest ist heil',
    manifest: 'Das Manifest, neu gemacht',
    'manifest-files': 'Die Dateien des Manifests',
    'manifest-cid': 'Die Adresse des Manifests',
    merge: 'Neu zusammengeführt, mit denselben Bytes',
    included: 'Was angenommen wurde, wurde zusammengeführt',
    reward: 'Belohnungen, nach der Formel neu berechnet',
    payment: 'Zahlungen sind gleich den Belohnungen',
    transfer: 'Token sind wirklich geflossen',
    evaluation: 'Das zusammengeführte Modell, neu gemessen',
  },
};
