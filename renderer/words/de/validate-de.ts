import type { validateEn } from '../en/validate-en.ts';
import type { Words } from '../language.ts';

const urteile = (n: number) => (n === 1 ? 'einem Urteil' : `${n} Urteilen`);

/** German for {@link validateEn}. */
export const validateDe: Words<typeof validateEn> = {
  title: 'Prüfen',
  empty: {
    title: 'Prüfen, was andere Computer gelernt haben',
    text: 'Jede geteilte Lektion wird von einigen ausgelosten Computern nachgerechnet. Deiner kann einer davon sein und wird dafür bezahlt. Dazu braucht es zuerst ein Netzwerk.',
  },
  states: {
    off: 'Aus',
    watching: 'Vergewissert sich',
    on: 'An',
    finishing: 'Bringt zu Ende',
    stopped: 'Angehalten',
  },
  switch: {
    label: 'Lektionen anderer prüfen',
    off: 'Dieser Computer prüft nichts. Eingeschaltet wird er ab und zu ausgelost, rechnet eine Lektion nach und sagt, was er gemessen hat.',
    watching:
      'Schweigt einen Moment, um sicher zu sein, dass kein anderer Computer mit diesem Schlüssel arbeitet.',
    watchingLeft: (left) => `Es beginnt in ${left}.`,
    watchingEpoch: (epoch) => `Es beginnt, wenn Epoche ${epoch} vorbei ist.`,
    on: 'Prüft, wofür dieser Computer ausgelost wird.',
    finishing:
      'Ausgeschaltet. Wofür er ausgelost wurde, bringt er noch zu Ende; es offen zu lassen würde Geld kosten.',
    stopped: 'Es hat von selbst angehalten und unterschreibt nichts.',
  },
  conditions: {
    title: 'Was es braucht',
    states: { met: 'Erfüllt', unmet: 'Fehlt', open: 'Zeigt sich beim Einschalten' },
    names: {
      network: 'Teil eines Netzwerks',
      stake: 'Genug Einsatz',
      clock: 'Die Uhr geht richtig',
      history: 'Ein verlässlicher Signaturverlauf',
      alone: 'Kein anderer Computer mit diesem Schlüssel',
    },
    network: (name) => `Dieser Computer ist in ${name}.`,
    stake: (stake, least) => `${stake} LOAM sind hinterlegt; das Mindeste sind ${least}.`,
    stakeMore: 'Mehr hinterlegen',
    clockMet: 'Sie stimmt mit der des Netzwerks überein.',
    historyNew:
      'Mit diesem Schlüssel wurde hier noch nichts unterschrieben. Der Verlauf beginnt mit der ersten Signatur.',
    historyMet: (n) => `${n === 1 ? 'Eine Signatur ist' : `${n} Signaturen sind`} verzeichnet.`,
    historyLost:
      'Was dieser Schlüssel früher unterschrieben hat, ist hier nicht verzeichnet. Ohne das könnte er ein zweites Urteil unterschreiben, wo es schon eines gibt, und das kostet Einsatz.',
    historyImport: 'Verlauf einlesen',
    historyEmpty: 'Leeren beginnen',
    aloneOpen: 'Wird vor der ersten Signatur gesucht.',
    aloneMet: 'Keiner wurde gesehen.',
    aloneAgain: 'Neu beginnen',
  },
  begin: {
    title: 'Bevor es beginnt',
    again: 'Bevor es neu beginnt',
    open: 'Einschalten',
    costs:
      'Wird er ausgelost, arbeitet dieser Computer einige Minuten angestrengt: Er holt ein paar Megabyte und misst eine Lektion auf einem oder zwei Prozessorkernen. Dazwischen kostet es fast nichts.',
    one: 'Ein Schlüssel, ein Computer',
    oneWhy: (bps) =>
      `Prüfen zwei Computer mit demselben Schlüssel, können sie zwei verschiedene Urteile über eine Lektion unterschreiben. Das Netzwerk hält das für Betrug: Jedes Mal gehen bis zu ${bps} des Einsatzes verloren, und das lässt sich nicht rückgängig machen.`,
    wait: (wait) =>
      `Deshalb schweigt er zuerst ${wait} und schaut, ob sonst jemand mit diesem Schlüssel unterschreibt. Versäumt wird dabei nur, wofür er ausgelost worden wäre.`,
    waitEpochs: (n) => (n === 1 ? 'eine ganze Epoche' : `${n} ganze Epochen`),
    moved:
      'Hat dieser Schlüssel früher auf einem anderen Computer gearbeitet? Schalte ihn dort für immer aus, speichere dort den Signaturverlauf und lies ihn hier zuerst ein.',
    only: 'Kein anderer Computer prüft mit diesem Schlüssel, und keiner wird es',
    empty:
      'Der alte Signaturverlauf wird beiseitegelegt und ein leerer beginnt. Bis zur übernächsten Epoche wird nichts unterschrieben, damit nichts Altem widersprochen wird.',
    go: 'Einschalten',
  },
  duties: {
    title: 'Aufgaben',
    none: 'Er wurde noch nicht ausgelost. Jedes Urteil, um das er gebeten wird, steht dann hier.',
    nothing: 'Jetzt ist nichts zu tun.',
    commit: (n, left) =>
      `${n === 1 ? 'Eine Lektion ist' : `${n} Lektionen sind`} zu beurteilen${left === null ? '' : `, noch ${left}`}.`,
    reveal: (n, left) =>
      `${n === 1 ? 'Ein Urteil ist' : `${n} Urteile sind`} zu öffnen${left === null ? '' : `, noch ${left}`}.`,
    epoch: (epoch) => `Epoche ${epoch}`,
    legend: {
      agreed: 'stimmt mit dem endgültigen Urteil überein',
      open: 'noch nicht entschieden',
      disagreed: 'anderes Urteil als das endgültige',
      missed: 'versäumt',
    },
    describe: (epochs, drawn, agreed, missed) =>
      `Aufgaben der letzten ${epochs} Epochen: ${drawn} insgesamt, ${agreed} stimmen überein, ${missed} versäumt.`,
    table: 'Als Tabelle',
    columns: {
      epoch: 'Epoche',
      drawn: 'Ausgelost',
      agreed: 'Gleich',
      open: 'Offen',
      disagreed: 'Anders',
      missed: 'Versäumt',
      earned: 'Verdient',
    },
  },
  performance: {
    title: 'Wie es läuft',
    none: 'Vor dem ersten Urteil gibt es nichts zu sagen.',
    share: (done, due, percent) => `Von ${urteile(due)} kamen ${done} rechtzeitig (${percent}).`,
    agreed: (agreed, settled) =>
      `${agreed} von ${settled} entschiedenen stimmen mit dem endgültigen überein.`,
    inARow: (n) => (n === 1 ? 'Das letzte wurde versäumt.' : `Die letzten ${n} wurden versäumt.`),
    done: 'Rechtzeitig',
    earned: 'Verdient',
    fined: 'Strafen',
    reputation: 'Ansehen',
    unit: 'LOAM',
  },
  bond: {
    title: 'Was dahintersteht',
    bonded: 'Hinterlegt',
    unbonding: 'Auf dem Weg hinaus',
    costs: (missed, wrong) =>
      `Ein versäumtes Urteil kostet davon ${missed} LOAM, eines, das nicht das endgültige ist, ${wrong} LOAM. Ein endgültiges Urteil, das du für falsch hältst, kannst du bestreiten.`,
    appeal: 'Streitfälle ansehen',
    fines: 'Strafen',
    noFines: 'Davon wurde noch nie etwas genommen.',
    fine: (amount, when) => `${amount} LOAM am ${when}`,
    tooSmall: 'Weniger als der Mindesteinsatz: Er wird nicht ausgelost.',
  },
  exit: {
    title: 'Der Weg hinaus',
    off: 'Ausschalten. Wofür er ausgelost wurde, bringt er zu Ende.',
    take: (wait) => `Den Einsatz herausnehmen. Er wartet dann ${wait}.`,
    risk: 'Solange er wartet, können frühere Urteile noch Strafen kosten. Auch was hinterlegt bleibt; dein Guthaben nicht.',
    withdraw: 'Auf dein Guthaben auszahlen.',
    amount: 'LOAM, die heraus sollen',
    start: 'Herausnehmen',
    collect: 'Auszahlen',
    waiting: (amount, when) => `${amount} LOAM können ab ${when} ausgezahlt werden.`,
    waitingEpoch: (epoch) =>
      `Bis dahin muss Epoche ${epoch} vorbei sein, damit all ihre Strafen bekannt sind.`,
    ready: (amount) => `${amount} LOAM können jetzt ausgezahlt werden.`,
    left: (left) => `noch ${left}`,
  },
  alerts: {
    title: 'Hinweise',
    lead: 'Sie stehen hier, und die Desktop-App zeigt sie als Mitteilungen.',
    missed: 'Versäumte Urteile in Folge',
    stopped: 'Es hat von selbst angehalten',
    fined: 'Eine Strafe wurde abgezogen',
    back: 'Es ist wieder da',
    inARow: 'In Folge',
    perHour: 'Höchstens pro Stunde',
    none: 'Es ist nichts passiert, wovon du hören möchtest.',
    list: 'Was passiert ist',
    texts: {
      missed: ({ missed }) =>
        missed === 1 ? 'Ein Urteil wurde versäumt.' : `${missed} Urteile in Folge versäumt.`,
      stopped: ({ why }) => `Es hat von selbst angehalten. ${why}`,
      fined: (_, amount) => `${amount} LOAM wurden vom Einsatz abgezogen.`,
      back: () => 'Es ist wieder da.',
    },
    heldBack: (n) => (n === 1 ? 'Einer davor wurde nicht gezeigt.' : `${n} davor wurden nicht gezeigt.`),
  },
  history: {
    title: 'Signaturverlauf',
    lead: 'Alles, was dieser Schlüssel beim Prüfen je unterschrieben hat, damit er nie zweimal unterschreibt. Nimm ihn mit, wenn du umziehst oder deine Schlüssel löschst.',
    none: 'Mit diesem Schlüssel wurde hier nichts unterschrieben.',
    row: (n, newest) => `${n === 1 ? 'Eine Signatur' : `${n} Signaturen`}, die letzte in Epoche ${newest}.`,
    watermark: (epoch) => `Bis Epoche ${epoch} wird nichts Neues unterschrieben.`,
    export: 'Speichern',
    import: 'Einlesen',
    exported: (n, epoch) =>
      `${n === 1 ? 'Eine Signatur ist' : `${n} Signaturen sind`} in der Datei. Wer sie einliest, unterschreibt bis Epoche ${epoch} nichts Neues. Prüfe hier danach nicht mehr.`,
    imported: (n, epoch) =>
      `${n === 1 ? 'Eine Signatur ist' : `${n} Signaturen sind`} jetzt im Verlauf; bis Epoche ${epoch} wird nichts Neues unterschrieben.`,
    ignored: (n) =>
      n === 1
        ? 'Eine widerspricht dem, was hier unterschrieben wurde, und blieb draußen.'
        : `${n} widersprechen dem, was hier unterschrieben wurde, und blieben draußen.`,
    file: (network) => `loam-signaturverlauf-${network}.json`,
    tooBig: 'Diese Datei ist zu groß für die Seite.',
    tooBigHint: 'Nimm ‚loam validator history import‘ auf der Befehlszeile.',
    beforeDelete: 'Bevor diese Schlüssel gehen: Behalte, was sie unterschrieben haben.',
  },
  odd: {
    title: 'Aufgefallen',
    lead: 'Was diesem Computer beim Prüfen auffiel. In keinem Urteil steht etwas davon.',
    row: (epoch, index) => `Epoche ${epoch}, Lektion ${index + 1}`,
  },
};
