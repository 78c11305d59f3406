import type { signEn } from '../en/sign-en.ts';
import type { Words } from '../language.ts';

/** German for {@link signEn}. */
export const signDe: Words<typeof signEn> = {
  title: 'Bevor du unterschreibst',
  looking: 'Wird auf der Chain ausprobiert, ohne etwas zu senden.',
  by: (account, network) => `Unterschrieben von ${account} auf ${network}.`,
  sentences: {
    stake: (f) => `Legt ${f.amount} zu deinem Einsatz.`,
    unstake: (f) => `Fordert ${f.amount} deines Einsatzes zurück.`,
    withdraw: (f) => `Holt ${f.amount} Einsatz zurück auf dein Guthaben.`,
    claim: (f) => `Holt ${f.amount} Belohnung ab.`,
    sendLoam: (f) => `Sendet ${f.amount} an ${f.to}. Das lässt sich nicht zurücknehmen.`,
    sendNative: (f) => `Sendet ${f.amount} an ${f.to}. Das lässt sich nicht zurücknehmen.`,
    delegate: (f) =>
      f.isSelf
        ? 'Lässt dein eigenes Konto mit deinen Token abstimmen. Sie bleiben, wo sie sind.'
        : `Lässt ${f.to} mit deinen Token abstimmen. Sie bleiben deine und wo sie sind.`,
    vote: (f) =>
      `Stimmt bei Vorschlag ${f.number} mit allen deinen Stimmen „${f.choice}“. Das lässt sich nicht ändern.`,
    propose: (f) =>
      `Stellt ${f.count === 1 ? 'eine Änderung' : `${f.count} Änderungen`} zur Abstimmung und hinterlegt ${f.amount}.`,
    queueProposal: (f) =>
      `Reiht Vorschlag ${f.number} ein, der seine Abstimmung gewonnen hat. Dann wartet er.`,
    executeProposal: (f) => `Führt Vorschlag ${f.number} aus. Seine Änderungen gelten dann.`,
    settleDeposit: (f) =>
      `Rechnet die Hinterlegung von Vorschlag ${f.number} ab: zurück, oder verloren, wenn zu wenige abgestimmt haben.`,
    openDispute: (f) => `Eröffnet einen Streitfall mit einem Pfand von ${f.amount}.`,
    drawJury: (f) => `Lost die Jury von Streitfall ${f.number} aus.`,
    juryVote: (f) => `Stimmt in Streitfall ${f.number} „${f.choice}“, versiegelt bis zur Öffnung.`,
    openJuryVote: (f) => `Öffnet deine versiegelte Stimme „${f.choice}“ in Streitfall ${f.number}.`,
    countJury: (f) => `Zählt die Stimmen der Jury in Streitfall ${f.number}.`,
    appeal: (f) => `Verlangt in Streitfall ${f.number} eine größere Jury, mit einem Pfand von ${f.amount}.`,
    closeDispute: (f) => `Vollzieht das Urteil von Streitfall ${f.number}.`,
    forceRerun: (f) =>
      `Lässt Beitrag ${f.number} von mehr Leuten neu prüfen, mit einem Pfand von ${f.amount}.`,
    stand: (f) => `Kandidiert für: ${f.choice}.`,
    standDown: (f) => `Kandidiert nicht mehr für: ${f.choice}.`,
    callElection: (f) => `Beginnt die Wahl: ${f.choice}.`,
    elect: (f) => `Hält die Wahl ab: ${f.choice}.`,
    approvePause: () =>
      'Stimmt einer Pause von Abrechnung und Zusammenführung zu. Die letzte nötige Zustimmung beginnt sie.',
    approveLift: () => 'Stimmt dem Ende der Pause zu.',
    call: (f) => `Ruft ${f.to} auf. Was das tut, steht unten im Aufruf.`,
    message: () => 'Unterschreibt einen Text. Auf der Chain bewegt sich nichts.',
    typedData: () => 'Unterschreibt strukturierte Daten. Auf der Chain bewegt sich davon allein nichts.',
  },
  choices: {
    against: 'Dagegen',
    for: 'Dafür',
    abstain: 'Enthaltung',
    uphold: 'Bestätigen',
    overturn: 'Aufheben',
    deeperAudit: 'Genauer prüfen',
    guard: 'Wache',
    curators: 'Kuratoren',
  },
  moves: {
    title: 'Was sich bewegt',
    none: 'Es bewegt sich kein Geld.',
    pay: (amount) => `${amount} verlassen dein Konto für immer`,
    get: (amount) => `${amount} kommen auf dein Konto`,
    lock: (amount, wait) =>
      `${amount} liegen als Einsatz fest${wait === null ? '' : `; du bekommst sie ${wait} nach deiner Rückforderung wieder`}`,
    release: (amount, wait) =>
      `${amount} werden ${wait === null ? 'später' : `nach ${wait}`} frei; bis du sie abhebst, können sie noch für Bußen herangezogen werden`,
    risk: (amount) => `${amount} liegen als Pfand; sie kommen zurück, wenn es nicht verloren geht`,
  },
  days: (n) => `${n} Tage`,
  fee: {
    title: 'Was es kostet',
    likely: (amount) => `etwa ${amount}`,
    most: (amount) => `nie mehr als ${amount}`,
    unknown: 'Die Chain sagt gerade nicht, was sie verlangt.',
    guess: 'Ein Schritt ließ sich nicht ausprobieren, seine Kosten sind angenommen.',
    free: 'Einen Text zu unterschreiben kostet nichts.',
  },
  trial: {
    title: 'Ausprobiert',
    ok: 'Die Chain würde es jetzt annehmen.',
    partly:
      'Die Chain würde den ersten Schritt annehmen. Die danach kann dieser Server nicht ausprobieren; ein abgelehnter kostet seine Gebühr.',
    refused: 'Die Chain würde es ablehnen, darum kannst du es nicht unterschreiben.',
    again: 'Noch einmal versuchen',
  },
  earlier: (hash) =>
    `Das wurde gesendet, bevor Loam geschlossen wurde (${hash}). Unterschreiben zeigt, wie es ausging; es wird nicht zweimal gesendet.`,
  steps: {
    title: (n) => (n === 1 ? 'Der Aufruf' : `Die Aufrufe, ${n} nacheinander`),
    unknown: 'Ein Vertrag, den Loam nicht kennt, oder ein Konto',
    plainPayment: 'Eine Zahlung ohne Aufruf',
    contract: 'Vertrag',
    function: 'Funktion',
    value: 'Geld dabei',
    raw: 'Rohdaten',
    address: 'Adresse',
    message: 'Was unterschrieben wird',
  },
  calls: {
    'LoamToken.approve': {
      does: 'Erlaubt einem Vertrag des Netzwerks, so viele Token zu nehmen.',
      args: { spender: 'der Vertrag, der sie nehmen darf', value: 'wie viele, in Wei' },
    },
    'LoamToken.transfer': {
      does: 'Bewegt Token auf ein anderes Konto.',
      args: { to: 'wer sie bekommt', value: 'wie viele, in Wei' },
    },
    'LoamToken.delegate': {
      does: 'Nennt, wer mit diesen Token abstimmt.',
      args: { delegatee: 'wer abstimmt' },
    },
    'NodeRegistry.addStake': { does: 'Erhöht den Einsatz.', args: { amount: 'wie viel, in Wei' } },
    'NodeRegistry.requestUnbond': {
      does: 'Beginnt die Wartezeit, nach der Einsatz abgehoben werden kann.',
      args: { amount: 'wie viel, in Wei' },
    },
    'NodeRegistry.withdraw': { does: 'Zahlt Einsatz aus, dessen Wartezeit vorbei ist.', args: {} },
    'RewardPool.claimLearner': {
      does: 'Zahlt die Belohnung eines Beitrags.',
      args: { epoch: 'Epoche', index: 'Nummer des Beitrags darin' },
    },
    'RewardPool.claimValidator': {
      does: 'Zahlt die Belohnung fürs Prüfen.',
      args: { epoch: 'Epoche', validator: 'wer geprüft hat', indices: 'Nummern des Geprüften' },
    },
    'RewardPool.claimAggregator': {
      does: 'Zahlt die Belohnung fürs Zusammenführen.',
      args: { epoch: 'Epoche' },
    },
    'LoamGovernor.castVoteWithReason': {
      does: 'Stimmt über einen Vorschlag ab.',
      args: {
        proposalId: 'Nummer des Vorschlags',
        support: '0 dagegen, 1 dafür, 2 Enthaltung',
        reason: 'ein Satz, der bei der Stimme bleibt',
      },
    },
    'LoamGovernor.proposeWithMetadata': {
      does: 'Stellt Aufrufe zur Abstimmung.',
      args: {
        targets: 'Verträge, die aufgerufen würden',
        values: 'Geld, das mitginge, in Wei',
        calldatas: 'die Aufrufe',
        metadataCid: 'Prüfsumme des Dokuments mit den Gründen',
      },
    },
    'LoamGovernor.queue': {
      does: 'Lässt einen gewonnenen Vorschlag auf seine Zeit warten.',
      args: {
        targets: 'Verträge, die aufgerufen werden',
        values: 'Geld, das mitgeht, in Wei',
        calldatas: 'die Aufrufe',
        descriptionHash: 'Prüfsumme seines Textes',
      },
    },
    'LoamGovernor.execute': {
      does: 'Macht die Aufrufe eines Vorschlags, dessen Wartezeit vorbei ist.',
      args: {
        targets: 'Verträge, die aufgerufen werden',
        values: 'Geld, das mitgeht, in Wei',
        calldatas: 'die Aufrufe',
        descriptionHash: 'Prüfsumme seines Textes',
      },
    },
    'LoamGovernor.settleDeposit': {
      does: 'Gibt die Hinterlegung eines Vorschlags zurück oder behält sie ein.',
      args: { proposalId: 'Nummer des Vorschlags' },
    },
    'DisputeCourt.open': {
      does: 'Eröffnet einen Streitfall.',
      args: {
        kind: '0 Urteil, 1 Zusammenführung, 2 Version, 3 Datensatz',
        subject: 'worum es geht',
        evidenceCid: 'Prüfsumme der Belege',
      },
    },
    'DisputeCourt.drawJury': { does: 'Lost aus, wer entscheidet.', args: { id: 'Nummer des Streitfalls' } },
    'DisputeCourt.commitVote': {
      does: 'Versiegelt die Stimme in der Jury.',
      args: { id: 'Nummer des Streitfalls', commitment: 'Prüfsumme der versiegelten Stimme' },
    },
    'DisputeCourt.revealVote': {
      does: 'Öffnet eine versiegelte Stimme.',
      args: {
        id: 'Nummer des Streitfalls',
        juror: 'wessen Stimme',
        ruling: '1 bestätigen, 2 aufheben, 3 genauer prüfen',
        salt: 'womit sie versiegelt wurde',
      },
    },
    'DisputeCourt.rule': { does: 'Zählt die Stimmen.', args: { id: 'Nummer des Streitfalls' } },
    'DisputeCourt.appeal': { does: 'Verlangt eine größere Jury.', args: { id: 'Nummer des Streitfalls' } },
    'DisputeCourt.close': { does: 'Vollzieht das Urteil.', args: { id: 'Nummer des Streitfalls' } },
    'Verdicts.forceRerun': {
      does: 'Lässt mehr Leute neu prüfen.',
      args: { epoch: 'Epoche', index: 'Nummer des Beitrags darin' },
    },
    'Elections.stand': { does: 'Kandidiert.', args: { committee: '0 Wache, 1 Kuratoren' } },
    'Elections.standDown': { does: 'Kandidiert nicht mehr.', args: { committee: '0 Wache, 1 Kuratoren' } },
    'Elections.callElection': { does: 'Beginnt eine Wahl.', args: { committee: '0 Wache, 1 Kuratoren' } },
    'Elections.elect': { does: 'Hält eine Wahl ab.', args: { committee: '0 Wache, 1 Kuratoren' } },
    'Guardian.approvePause': {
      does: 'Stimmt einer Pause zu.',
      args: { reasonCid: 'Prüfsumme der Begründung' },
    },
    'Guardian.approveLift': { does: 'Stimmt dem Ende einer Pause zu.', args: {} },
  },
  sign: 'Unterschreiben und senden',
  signMessage: 'Unterschreiben',
  signElsewhere: (wallet) => `Weiter in ${wallet}`,
  cancel: 'Abbrechen',
  sending: (step, of) =>
    of <= 1
      ? 'Gesendet. Es wartet, bis die Chain es bestätigt hat.'
      : `Schritt ${step + 1} von ${of}: gesendet, wartet auf die Chain.`,
  leave: 'Du kannst das schließen; es geht weiter, und die Ansicht „Verdienen“ zeigt es.',
  done: 'Fertig. Die Chain hat es bestätigt.',
  signed: 'Unterschrieben.',
  transaction: 'Transaktion',
  close: 'Schließen',
};
