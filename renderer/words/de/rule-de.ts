import type { ruleEn } from '../en/rule-en.ts';
import type { Words } from '../language.ts';

/** German for {@link ruleEn}. */
export const ruleDe: Words<typeof ruleEn> = {
  'epoch.submitSeconds': ['Zeit zum Teilen', 'Vom ersten Beitrag einer Epoche bis zum Ende des Teilens.'],
  'epoch.finalitySeconds': [
    'Wartezeit vor der Auslosung',
    'Bis die Blöcke der Beiträge feststehen; dabei werden Zufallswerte geöffnet.',
  ],
  'epoch.drawSeconds': [
    'Zeit zum Öffnen von Sammlungen',
    'Ein Beitrag einer Sammlung, den bis dahin niemand geöffnet hat, zählt nicht.',
  ],
  'epoch.commitSeconds': ['Zeit zum Prüfen', 'Sind alle früher fertig, endet sie früher.'],
  'epoch.revealSeconds': ['Zeit zum Öffnen der Urteile', 'Endet früher, wenn alle offen sind.'],
  'epoch.contestSeconds': [
    'Zeit zum Anfechten',
    'In der jeder ein Urteil von mehr Leuten ansehen lassen kann.',
  ],
  'epoch.aggregateSeconds': ['Zeit zum Zusammenführen', 'Für den Vorschlag eines zusammengeführten Modells.'],
  'epoch.challengeSeconds': ['Zeit gegen eine Zusammenführung', 'Bevor sie die nächste Version wird.'],
  'committee.sizes': ['Plätze der Ausschüsse', 'Von der ersten bis zur letzten Stufe; 0 für ungenutzte.'],
  'committee.leads': [
    'Vorsprung, der entscheidet',
    'Plätze Vorsprung in jeder Stufe außer der letzten, dort mehr als die Hälfte.',
  ],
  'committee.minUtilityPpm': [
    'Mindestnutzen',
    'Wie viel besser eine Lektion das Modell machen muss, um angenommen zu werden.',
  ],
  'committee.rejectBps': [
    'Preis einer schädlichen Lektion',
    'Teil des Einsatzes eines Beitrags, der nicht besteht.',
  ],
  'committee.dissentBps': [
    'Preis eines falschen Urteils',
    'Teil des Einsatzes, auch für ein versiegeltes, das nie geöffnet wurde.',
  ],
  'committee.silenceBps': ['Preis eines versäumten Urteils', 'Teil des Einsatzes.'],
  'committee.unopenedBps': [
    'Preis eines ungeöffneten Blatts',
    'Teil des Mindesteinsatzes; zahlt, wer die Sammlung gesendet hat.',
  ],
  'committee.bountyBps': ['Anteil für das Vollstrecken', 'Bezahlt die Transaktion.'],
  'stake.minStake': ['Mindesteinsatz', 'Eines aktiven Knotens und eines Beitrags.'],
  'stake.stakeCap': ['Einsatz, der höchstens zählt', 'Was darüber liegt, bringt keine Belohnung.'],
  'stake.entryStake': [
    'Einsatz, der nicht zählt',
    'Der erste Teil bringt nichts, damit sich Aufteilen nie lohnt.',
  ],
  'stake.unbondSeconds': [
    'Wartezeit beim Ausstieg',
    'Vom Wunsch bis zur Rückgabe des Einsatzes, mindestens.',
  ],
  'stake.curve': ['Wie der Einsatz zählt', 'Der Logarithmus belohnt das Aufteilen.'],
  'score.method': [
    'Wie Zuversicht bewertet wird',
    'Mit der ehrlichen lohnt es sich, zu sagen, was man glaubt.',
  ],
  'score.penaltyPpm': [
    'Preis einer falschen Vorhersage',
    'Nutzen, der bei ganz falscher Zuversicht verloren geht.',
  ],
  'score.utilityCapPpm': ['Nutzen, der höchstens zählt', 'Was darüber liegt, wird nicht bezahlt.'],
  'score.steepnessMilli': ['Steilheit des Sigmoids', 'Nur mit dem Sigmoid.'],
  'reputation.decayPpm': ['Was eine Epoche vom Ansehen lässt', 'Der Rest wird vergessen.'],
  'reputation.gainAcceptedPpm': ['Gewinn für eine angenommene Lektion', 'Kommt zum Ansehen hinzu.'],
  'reputation.gainAgreedPpm': ['Gewinn für ein richtiges Urteil', 'Je Platz.'],
  'reputation.maxGainPpm': ['Gewinn je Epoche, höchstens', 'Niemand macht sich an einem Tag einen Namen.'],
  'reputation.finedPpm': ['Was eine Strafe vom Ansehen lässt', 'Der Rest ist verloren.'],
  'reputation.bonusPpm': ['Belohnung, die Ansehen hinzufügt', 'Bei vollem Ansehen.'],
  'reputation.voteBonusPpm': ['Stimmen, die Ansehen hinzufügt', 'Bei vollem Ansehen, zu den eigenen.'],
  'reward.learnersPpm': ['Anteil der Lernenden', 'An dem, was eine Epoche zahlt.'],
  'reward.validatorsPpm': [
    'Anteil der Prüfenden',
    'An dem, was eine Epoche zahlt; der Rest geht ans Zusammenführen.',
  ],
  'reward.feesPpm': ['Strafen, die eine Epoche auszahlt', 'Teil des freien Gelds im Topf, der dazukommt.'],
  'reward.canaryPpm': [
    'Anteil für eine gestellte Probe',
    'An den Strafen, die eine Probe der Prüfenden bringt.',
  ],
  'dispute.bond': ['Pfand eines Streitfalls', 'Verdoppelt sich mit jedem Einspruch; mit dem Fall verloren.'],
  'dispute.rerunBond': ['Pfand für einen zweiten Blick', 'Kommt zurück, wenn sich das Urteil dreht.'],
  'dispute.jurors': ['Geschworene', 'Der ersten Runde; jeder Einspruch nimmt doppelt so viele und einen.'],
  'dispute.maxAppeals': ['Einsprüche', 'Höchstens.'],
  'dispute.voteSeconds': ['Zeit für die Stimmen einer Jury', 'Sie sind versiegelt.'],
  'dispute.revealSeconds': ['Zeit zum Öffnen der Jurystimmen', 'Was nicht geöffnet wird, zählt nicht.'],
  'dispute.appealSeconds': ['Zeit für Einspruch', 'Nach einem Spruch.'],
  'dispute.disputeSeconds': ['Zeit zum Bestreiten', 'Nach einer Epoche, für ihre Urteile.'],
  'dispute.overturnedBps': ['Preis für das, was fällt', 'Teil des Einsatzes dessen, der dafür einsteht.'],
  'dispute.absentJurorBps': ['Preis für stumme Geschworene', 'Teil ihres Einsatzes.'],
  'election.seats': ['Plätze eines gewählten Ausschusses', 'Für Wächter und Kuratoren gleich.'],
  'election.threshold': [
    'Mitglieder, die zustimmen müssen',
    'Für eine Pause, oder um eine Frage auszusortieren.',
  ],
  'election.minReputationPpm': ['Mindestansehen zur Wahl', 'Um sich zur Wahl zu stellen.'],
  'election.termSeconds': ['Amtszeit', 'Eines gewählten Ausschusses.'],
  'election.pauseSeconds': ['Länge einer Pause', 'Sie endet von selbst.'],
  'election.pauseRestSeconds': [
    'Zeit zwischen Pausen',
    'Mindestens; höchstens die Hälfte der Zeit kann Pause sein.',
  ],
  'vote.votingDelaySeconds': [
    'Wartezeit vor der Abstimmung',
    'Vom Vorschlag bis zum Beginn, wenn die Stimmen gezählt werden.',
  ],
  'vote.votingPeriodSeconds': ['Länge einer Abstimmung', 'Sie wächst, wenn das Quorum spät erreicht wird.'],
  'vote.lateQuorumSeconds': [
    'Zeit nach spätem Quorum',
    'Damit auf eine späte Stimme geantwortet werden kann.',
  ],
  'vote.proposalThreshold': ['Stimmen zum Vorschlagen', 'Die man dafür braucht.'],
  'vote.quorumPercent': ['Quorum', 'Teil aller Token, der dafür stimmen oder sich enthalten muss.'],
  'vote.deposit': ['Pfand eines Vorschlags', 'Verloren, wenn das Quorum fehlt.'],
  'vote.timelockSeconds': [
    'Wartezeit vor der Ausführung',
    'Nach einer gewonnenen Abstimmung, damit man vorher gehen kann.',
  ],
};
