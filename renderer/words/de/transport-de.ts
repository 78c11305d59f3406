import type { transportEn } from '../en/transport-en.ts';
import type { Words } from '../language.ts';

/** German for {@link transportEn}. */
export const transportDe: Words<typeof transportEn> = {
  notConnected: 'Loams Motor ist gerade nicht zu erreichen.',
  notConnectedHint: 'Die Seite verbindet sich von selbst wieder; versuch es gleich noch einmal.',
  tooLate: 'Loams Motor hat nicht rechtzeitig geantwortet.',
};
