import type { welcomeEn } from '../en/welcome-en.ts';
import type { Words } from '../language.ts';

/** German for {@link welcomeEn}. */
export const welcomeDe: Words<typeof welcomeEn> = {
  title: 'Willkommen bei Loam',
  sentences: [
    'Loam ist ein Chatbot, der auf deinem Computer lebt und von dir lernt.',
    'Was du schreibst, bleibt hier; was du ihm beibringst, macht seine Antworten für dich besser.',
    'Wenn du willst, teilt es, was es gelernt hat, mit einem Netzwerk, das es prüft, dafür zahlt und niemanden mitlesen lässt.',
  ],
  begin: 'Schreib unten etwas, oder beginne hiermit. Ohne Konto, ohne Wallet, ohne Netzwerk.',
  computer: {
    title: 'Dieser Computer',
    checking: 'Dieser Computer wird angesehen.',
    verdict: {
      fits: (name) => `${name} läuft hier gut.`,
      tight: (name) => `${name} läuft hier, es bleibt wenig Speicher übrig.`,
      'too-big': (name) => `${name} braucht mehr Speicher, als dieser Computer hat.`,
    },
    alsoFits: (names) => `Es würde auch passen: ${names}.`,
    models: 'Modelle ansehen',
  },
  joining: {
    title: 'Ein Netzwerk ist deine Wahl',
    text: 'Du kannst jederzeit beitreten oder nie. Es würde kosten:',
    memory: 'Speicher',
    disk: 'Festplatte',
    bandwidth: 'Bandbreite',
    power: 'Strom',
    memoryFacts: (local) => `${local} für ein Netzwerk nur auf diesem Computer`,
    bandwidthFacts: (size) => `etwa ${size} pro Stunde im Leerlauf, mehr, wenn etwas geteilt wird`,
    powerFacts: (percent) => `etwa ${percent} % eines Kerns im Leerlauf, den ganzen beim Lernen oder Prüfen`,
    leavesTitle: 'Was diesen Computer verlassen würde',
    leaves:
      'Die Zahlen, die dein Modell gelernt hat, und wie viel besser es wurde; du siehst sie vorher. Nie deine Chats, nie deine Lektionen.',
    look: 'Netzwerke ansehen',
  },
  skip: 'Ausblenden',
};
