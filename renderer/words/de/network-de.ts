import type { networkEn } from '../en/network-en.ts';
import type { Words } from '../language.ts';

const count = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);

/** German for {@link networkEn}. */
export const networkDe: Words<typeof networkEn> = {
  title: 'Netzwerk',
  reach: {
    off: 'Dieser Computer ist in keinem Netzwerk.',
    offText:
      'Chatten und Lernen gehen ohne. Ein Netzwerk ist dazu da, Gelerntes zu teilen, es prüfen zu lassen und zu bekommen, was andere geteilt haben.',
    starting: 'Das Netzwerk startet.',
    stopping: 'Das Netzwerk wird verlassen.',
    failed: 'Das Netzwerk konnte nicht gestartet werden.',
    on: (peers) =>
      peers === 0
        ? 'Teil des Netzwerks, noch ohne Verbindung zu einem anderen Computer.'
        : `Teil des Netzwerks, direkt verbunden mit ${count(peers, 'anderen Knoten', 'anderen Knoten')}.`,
    chain: (id) => `Kette ${id}`,
    finding: 'Es wird geklärt, ob andere diesen Computer erreichen.',
    states: {
      outside: 'Andere Computer erreichen diesen von außen.',
      relay: 'Andere Computer erreichen diesen über ein Relais.',
      outgoing: 'Dieser Computer erreicht andere, aber sie erreichen ihn nicht.',
      local: 'In der Nähe verbunden: auf diesem Computer oder in seinem eigenen Netz.',
      nobody: 'Kein anderer Computer wurde gefunden.',
    },
    mend: 'Was hilft:',
  },
  funds: {
    title: 'Dein Konto braucht zuerst Geld. Sobald es da ist, geht der Beitritt von selbst weiter.',
    copy: 'Adresse kopieren',
  },
  join: {
    title: 'Ein Netzwerk, das andere betreiben',
    text: 'Wer ein Netzwerk betreibt, gibt dir eine kleine Datei, die es beschreibt. Leg sie hier ab oder wähl sie aus. Nichts geschieht, bevor du es sagst.',
    choose: 'Eine Netzwerkdatei wählen',
    name: 'Name',
    chain: 'Kette',
    servers: 'Server der Kette',
    model: 'Grundmodell',
    means: 'Beitreten heißt:',
    leaves: [
      'Dieser Computer ruft die Server oben und die Knoten des Netzwerks an; sie sehen seine Adresse.',
      'Dein Konto setzt etwas ein und zahlt die Gebühren der Kette. Der Einsatz kommt nach einer Wartezeit zurück, wenn du die Rolle ablegst.',
      'Nichts, was du beigebracht hast, geht hinaus, bevor du es angesehen und ja gesagt hast.',
      'Dateien, die andere geteilt haben, brauchen Platz auf deiner Festplatte und etwas von deiner Leitung; beides ist unten begrenzt.',
    ],
    validate: 'Auch prüfen, was andere teilen',
    validateHint:
      'Braucht einen höheren Einsatz und einen Computer, der meistens läuft. Eine verpasste Pflicht kostet ein wenig.',
    join: (name) => `${name} beitreten`,
    back: 'Jetzt nicht',
  },
  shares: {
    title: 'Was das Teilen nehmen darf',
    text: 'Dein Computer bewahrt auf, was andere geteilt haben, damit es geholt und geprüft werden kann. Diese Grenzen gelten sofort.',
    room: 'Platz auf der Festplatte',
    used: (used, pinned, free) =>
      `${used} sind belegt, ${pinned} davon werden gerade gebraucht. ${free} sind auf der Festplatte frei.`,
    free: (free) => `${free} sind auf der Festplatte frei.`,
    upload: 'An andere senden, höchstens',
    download: 'Von anderen holen, höchstens',
    noCap: 'ohne Grenze',
    perSecond: (bytes) => `${bytes} in der Sekunde`,
  },
  offer: {
    title: 'Ein Netzwerk nur auf diesem Computer',
    starting: 'Das lokale Netzwerk startet',
    start: 'Das lokale Netzwerk starten',
    again: 'Das lokale Netzwerk noch einmal starten',
    memory: 'Arbeitsspeicher',
    disk: 'Festplatte',
    processes: 'Prozesse',
  },
  epoch: {
    title: (epoch) => `Epoche ${epoch}`,
    none: 'Noch hat keine Epoche begonnen. Der erste Beitrag beginnt sie.',
    submissions: 'Beiträge in dieser Epoche',
    nobody: 'In dieser Epoche hat noch niemand etwas geteilt.',
    mine: 'Deiner',
    theirs: (learner) => `Von ${learner}`,
    committee: (committee, committed, revealed) => {
      if (committee === 0) return 'Prüfende noch nicht ausgelost';
      if (revealed > 0) return `${revealed} von ${count(committee, 'Urteil', 'Urteilen')} offen`;
      return `${committed} von ${count(committee, 'Prüfenden', 'Prüfenden')} fertig`;
    },
    statuses: {
      pending: 'Offen',
      accepted: 'Angenommen',
      rejected: 'Nicht angenommen',
      unresolved: 'Kein Urteil',
      canary: 'Eine Probe der Prüfenden',
    },
    change: (ppm, percent) => `um ${percent} ${ppm < 0 ? 'schlechter' : 'besser'}`,
  },
  phases: {
    submit: 'Menschen teilen, was ihre Computer gelernt haben.',
    draw: 'Der Zufall lost aus, wer was prüft, und mit welchen Fragen.',
    verify: 'Die ausgelosten Computer rechnen jeden Beitrag noch einmal.',
    attest: 'Die bis jetzt versiegelten Urteile werden geöffnet.',
    settle: 'Die Kette zählt die Urteile; jeder kann ein größeres Komitee verlangen.',
    aggregate: 'Was angenommen wurde, wird zu einer neuen Version des Modells zusammengeführt.',
    claim: 'Belohnungen werden abgeholt.',
  },
  final: 'Diese Epoche ist beendet; die nächste beginnt mit dem nächsten Beitrag.',
  peers: {
    title: 'Verbundene Knoten',
    none: 'Gerade keine.',
    inbound: 'rief an',
    outbound: 'wurde angerufen',
    relayed: 'über ein Relais',
    since: (time) => `seit ${time}`,
  },
  wallet: {
    title: 'Dein Konto hier',
    balance: 'Guthaben',
    stake: 'Einsatz',
    unbonding: 'auf dem Rückweg',
    unit: 'LOAM',
    did: 'Kennung',
    note: 'Spielgeld des lokalen Netzwerks. Anderswo hat es keinen Wert.',
  },
  leave: 'Das Netzwerk verlassen',
  leaveSure: 'Verlassen? Seine Knoten auf diesem Computer enden. Der Einsatz bleibt, wo er ist.',
  leaveYes: 'Verlassen',
  leaveNo: 'Bleiben',
};
