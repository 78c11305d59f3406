import type { partEn } from '../en/part-en.ts';
import type { Words } from '../language.ts';

/** German for {@link partEn}. */
export const partDe: Words<typeof partEn> = {
  close: 'Schließen',
  dismiss: 'Meldung schließen',
  units: {
    millions: (n) => `${n} Millionen`,
    billions: (n) => `${n} Milliarden`,
    seconds: (n) => (n === 1 ? '1 Sekunde' : `${n} Sekunden`),
    minutes: (n) => (n === 1 ? '1 Minute' : `${n} Minuten`),
    hours: (n) => `${n} Stunden`,
    days: (n) => `${n} Tage`,
  },
  progress: (step, of) => `Schritt ${step} von ${of}`,
  phases: {
    submit: 'Offen zum Teilen',
    draw: 'Prüfende werden ausgelost',
    verify: 'Wird geprüft',
    attest: 'Urteile treffen ein',
    settle: 'Urteile werden gezählt',
    aggregate: 'Wird zusammengeführt',
    claim: 'Wird ausgezahlt',
  },
  ring: {
    epoch: (epoch) => `Epoche ${epoch}`,
    final: 'Beendet',
    describe: (epoch, phase, left, shared) =>
      `Epoche ${epoch}: ${phase}${left === null ? '' : `, noch ${left}`}. ${shared === 1 ? '1 Beitrag' : `${shared} Beiträge`} darin.`,
  },
  curve: {
    own: 'deine Lektionen und Übungen, geglättet',
    held: 'zurückgehaltene Fragen, damit es nicht nur auswendig lernt',
    start: 'Anfang',
    end: (steps) => `Schritt ${steps}`,
    nothing: 'Verlauf des Verlusts, noch ohne Punkt.',
    describe: (first, last, step, held) =>
      `Verlauf des Verlusts: von ${first.toFixed(2)} am Anfang bis ${last.toFixed(2)} bei Schritt ${step}${held === null ? '' : `, ${held.toFixed(2)} bei zurückgehaltenen Fragen`}. Weniger ist besser.`,
  },
  copy: { copied: 'Kopiert', failed: 'Kopieren ging nicht' },
};
