import type { Contribution, Forgotten, LearningRules } from '../../../protocol/api/learn-schemas.ts';
import type { learnEn } from '../en/learn-en.ts';
import type { Words } from '../language.ts';

const count = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);
const lessons = (n: number) => count(n, 'Lektion', 'Lektionen');
const practiceOf = (n: number) => count(n, 'Übungsfrage', 'Übungsfragen');
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const better = ({ utilityPpm }: Contribution) =>
  utilityPpm === null
    ? ''
    : `: es macht Antworten um ${(utilityPpm / 10_000).toFixed(1).replace('.', ',')} % besser`;

/** German words of the Learn view. */
export const learnDe: Words<typeof learnEn> = {
  title: 'Lernen',
  taught: {
    title: 'Was mir beigebracht wurde',
    text: 'Eine Frage und die Antwort, die du möchtest. Lektionen bleiben auf diesem Computer.',
    prompt: 'Wenn jemand fragt',
    promptExample: 'Wie heißt mein Boot?',
    answer: 'soll Loam antworten',
    answerExample: 'Dein Boot heißt Marigold.',
    add: 'Lektion hinzufügen',
    edit: 'Bearbeiten',
    forget: 'Vergessen',
    editOf: (prompt) => `„${prompt}“ bearbeiten`,
    forgetOf: (prompt) => `„${prompt}“ vergessen`,
    forgetSure: 'Vergessen? Was damit gelernt wurde, wird gelöscht.',
    forgetChat: 'Alles aus diesem Chat vergessen',
    fromChat: 'Chat öffnen',
    search: 'Lektionen durchsuchen',
    show: 'Zeigen',
    filters: { all: 'Alle', new: 'Nicht gelernt', held: 'Ausgelassen' },
    sources: {
      typed: 'Hier geschrieben',
      chat: 'Aus einem Chat gemerkt',
      edited: 'Von dir geänderte Antwort',
      liked: 'Antwort, die dir gefiel',
    },
    noMatch: 'Keine Lektion passt.',
    next: (n) => `${lessons(n)} ${n === 1 ? 'wird' : 'werden'} als Nächstes gelernt.`,
    heldBack: (n) =>
      `${lessons(n)} ${n === 1 ? 'bleibt' : 'bleiben'} aus, weil etwas Persönliches darin steht.`,
    found: (what) => `Wird nicht gelernt: enthält ${what}.`,
    foundAllowed: (what) => `Wird gelernt, obwohl sie ${what} enthält.`,
    identifiers: {
      email: 'eine E-Mail-Adresse',
      phone: 'eine Telefonnummer',
      card: 'eine Kartennummer',
      iban: 'eine Kontonummer',
      key: 'einen Schlüssel',
      words: 'die geheimen Wörter einer Wallet',
      password: 'ein Passwort',
    },
    allow: 'Trotzdem lernen',
    disallow: 'Auslassen',
    forgotten: (f: Forgotten) =>
      [
        `${lessons(f.lessons)} vergessen.`,
        f.updates > 0
          ? 'Ab jetzt antwortet Loam nicht mehr damit: Was damit gelernt wurde, ist gelöscht.'
          : '',
        f.learnAgain > 0 ? `Ohne sie neu zu lernen: ${lessons(f.learnAgain)}.` : '',
        f.shared > 0 ? 'Was schon geteilt wurde, lässt sich bei anderen nicht zurückholen.' : '',
      ]
        .filter((text) => text !== '')
        .join(' '),
    ok: 'Gut',
    keep: 'Behalten',
    save: 'Speichern',
    cancel: 'Abbrechen',
    learned: 'Gelernt',
    notLearned: 'Noch nicht gelernt',
    count: lessons,
    empty: 'Noch nichts. Die erste Lektion könnte etwas sein, das nur du weißt.',
  },
  now: {
    title: 'Gerade gelernt',
    idle: 'Beim Lernen liest Loam deine Lektionen viele Male, mit Übungsfragen dazwischen, damit nichts Altes verloren geht. Es dauert etwa eine Minute, und du kannst weiter chatten.',
    needsLesson: 'Füge zuerst eine Lektion hinzu; dann kann sie gelernt werden.',
    newLessons: (n) => `${lessons(n)} ${n === 1 ? 'ist' : 'sind'} noch nicht gelernt.`,
    allLearned: 'Alle Lektionen sind gelernt. Lerne neu, wenn du eine änderst.',
    start: 'Lernen',
    startAgain: 'Neu lernen',
    cancel: 'Abbrechen',
    stages: {
      starting: 'Vorbereiten',
      'asking-before': 'Deine Fragen vor dem Lernen stellen',
      training: 'Lernen',
      'asking-after': 'Deine Fragen noch einmal stellen',
    },
    step: (step, steps) => `Schritt ${step} von ${steps}`,
    left: (time) => `noch ${time}`,
    pause: 'Pause',
    goOn: 'Weiter',
    giveUp: 'Aufgeben',
    saved: (step) => `gesichert bis Schritt ${step}`,
    pausedAt: {
      owner: (step) => `Pause bei Schritt ${step}. Es geht genau dort weiter.`,
      rules: (step) => `Pause bei Schritt ${step}; es geht von selbst weiter, wenn deine Regeln es erlauben.`,
      closing: (step) =>
        `Das Lernen wurde bei Schritt ${step} unterbrochen, weil Loam geschlossen wurde. Von dort geht es weiter.`,
    },
    finish: 'Danach pausieren',
    finishing: 'Das Lernen pausiert, wenn dies fertig ist.',
    log: 'Was geschah',
    logLines: {
      started: 'Begonnen',
      training: 'Training begonnen',
      saved: 'Gesichert',
      paused: 'Pause',
      resumed: 'Weiter',
      asked: 'Deine Fragen gestellt, wie sie jetzt beantwortet werden',
      done: 'Fertig',
      cancelled: 'Aufgegeben',
      failed: 'Gescheitert',
    },
    atStep: (step) => `Schritt ${step}`,
    done: (n, practice) => `${lessons(n)} und ${practiceOf(practice)} gelernt.`,
    cancelled: 'Das letzte Lernen wurde abgebrochen. Nichts hat sich geändert.',
    failed: (why) => `Das letzte Lernen ist gescheitert${why === null ? '.' : `: ${why}`}`,
    comparisons: 'Deine Fragen, vorher und nachher',
    waiting: 'Hier siehst du deine eigenen Fragen, vor und nach dem Lernen beantwortet.',
    before: 'Vorher',
    after: 'Nachher',
    expected: 'Lektion',
    silence: '(keine Antwort)',
    ask: 'Noch einmal fragen',
    askLabel: 'Stell eine Frage und sieh, was es jetzt sagt',
    askExample: 'Wie heißt mein Boot?',
  },
  rules: {
    title: 'Wann Loam lernt',
    open: 'Regeln',
    states: {
      off: 'Es lernt nur, wenn du es sagst.',
      paused: 'Du hast das Lernen von selbst pausiert.',
      collecting: 'Es lernt von selbst, wenn genug neue Lektionen da sind.',
      waiting: 'Es wartet.',
      learning: 'Es lernt gerade von selbst.',
      measuring: 'Es misst, ob das Gelernte auch anderen hilft.',
      'awaiting consent': 'Es hat etwas gelernt und fragt, ob es geteilt werden darf.',
      sharing: 'Das Gelernte ist unterwegs.',
      failed: 'Der letzte Versuch ist gescheitert; in ein paar Minuten folgt der nächste.',
    },
    collecting: (have, need) => `${have} von ${need} neuen Lektionen.`,
    pausedUntil: (time) => `Bis ${time}.`,
    waits: {
      chat: () => 'Du chattest; es lernt, wenn du fertig bist.',
      hours: (r: LearningRules) =>
        `Es lernt zwischen ${clock(r.hours?.from ?? 0)} und ${clock(r.hours?.to ?? 0)} Uhr.`,
      mains: () => 'Der Computer läuft auf Batterie; es lernt, wenn er am Strom hängt.',
      battery: (r: LearningRules) => `Die Batterie ist schwach; es lernt ab ${r.batteryPercent ?? 0} %.`,
      idle: (r: LearningRules) =>
        `Du benutzt den Computer; es lernt nach ${count(r.idleMinutes, 'Minute', 'Minuten')} Ruhe.`,
      load: (r: LearningRules) =>
        `Der Prozessor ist beschäftigt; es lernt, wenn andere Programme weniger als ${Math.round(r.maxLoad * 100)} % davon brauchen.`,
      programs: (_: LearningRules, programs: readonly string[]) =>
        `Es wartet, bis ${programs.join(', ')} geschlossen ist.`,
    },
    ready: 'Nichts spricht jetzt gegen das Lernen.',
    anyway: 'Trotzdem jetzt lernen',
    pauseHour: 'Eine Stunde Pause',
    pauseTomorrow: 'Pause bis morgen',
    unpause: 'Weiter',
    enabled: 'Von selbst lernen',
    enabledHint: 'Wenn es neue Lektionen gibt und die Regeln unten es erlauben.',
    minLessons: 'Neue Lektionen, bevor es beginnt',
    idle: 'Minuten ohne Tastatur und Maus',
    idleHint: 'Wo sich das nicht feststellen lässt, etwa auf einem Server, zählt die Regel nicht.',
    battery: 'Auf Batterie',
    batteryNever: 'Gar nicht',
    batteryFrom: (percent) => `Ab ${percent} %`,
    hours: 'Uhrzeit',
    always: 'Ganzer Tag',
    between: 'Nur zwischen',
    from: 'von',
    to: 'bis',
    load: 'Was andere Programme höchstens vom Prozessor brauchen dürfen, in Prozent',
    programs: 'Warten, solange eines dieser Programme läuft',
    programsHint: 'Loam sieht die Liste der laufenden Programme nur an, solange hier eines steht.',
    programName: 'Name eines Programms',
    showPrograms: 'Aus den laufenden wählen',
    addProgram: 'Hinzufügen',
    removeProgram: (name) => `${name} entfernen`,
    threads: 'Threads des Prozessors für das Lernen',
    threadsHint: (most) =>
      `Dieser Computer hat ${most}. Weniger lassen dir mehr übrig; das Ergebnis ist dasselbe.`,
    device: (threads) =>
      `Gelernt wird auf dem Prozessor mit ${count(threads, 'Thread', 'Threads')}. Eine Grafikkarte wird zum Lernen noch nicht benutzt.`,
  },
  consent: {
    title: 'Darf das geteilt werden?',
    text: (by) =>
      `Loam hat etwas gelernt, das Antworten für andere um ${by} besser macht. Nichts verlässt diesen Computer, wenn du es nicht sagst.`,
    look: 'Ansehen, was ihn verließe',
    share: 'Dieses eine Mal teilen',
    keep: 'Hier behalten',
    always: 'Immer teilen',
  },
  sharing: {
    label: 'Von selbst Gelerntes teilen',
    hint: 'Gilt für das Netz, das gerade verbunden ist. „Immer“ lässt sich jederzeit zurücknehmen und zählt sofort.',
    options: { ask: 'Jedes Mal fragen', always: 'Immer', never: 'Nie' },
    noNetwork: 'Das wird für ein Netz gewählt; gerade ist keines verbunden.',
  },
  privacy: {
    title: 'Privatsphäre-Budget',
    none: 'Noch wird kein Rauschen hinzugefügt. Was den Computer verlässt, sind Zahlen, die an deinen Lektionen trainiert wurden; sie könnten Spuren davon verraten. Darum gibt es kein Budget zu zählen und hier keine Zahl.',
    lower: 'Was das Risiko senkt',
    steps: [
      'Lass Lektionen, die nur dich angehen, aus dem Geteilten heraus, oder teile gar nicht.',
      'Teile Gelerntes aus vielen Lektionen eher als aus einer oder zweien.',
      'Sieh dir vor jedem Teilen die Vorschau an.',
    ],
    ledger: 'Was bisher geteilt wurde',
    empty: 'Noch wurde nichts geteilt.',
    entry: (n, practice) => `${lessons(n)} und ${practiceOf(practice)}`,
    size: (parameters, rank) => `${parameters} Zahlen, Rang ${rank}`,
  },
  shared: {
    title: 'Geteilt',
    ready:
      'Was Loam gelernt hat, kann anderen helfen. Du siehst genau, was diesen Computer verließe, bevor etwas geschieht.',
    readyOff:
      'Was Loam gelernt hat, kann anderen helfen. Teilen braucht ein Netz; das lokale läuft nur auf diesem Computer und zeigt dir, wie es geht.',
    nothing: 'Wenn Loam etwas gelernt hat, kannst du es hier teilen: als Zahlen, nie als Text.',
    open: 'Ansehen, was geteilt würde',
    openAgain: 'Das neueste Gelernte teilen',
    already: 'Das neueste Gelernte ist geteilt.',
    earlier: 'Verlauf',
    detail: 'Genaueres',
    detailOf: (time) => `Genaueres zu dem, was ${time} geteilt wurde`,
    trace: 'In der Prüfung verfolgen',
    checks: 'Was geprüft wurde',
    checkList: [
      'Es kam mit den angekündigten Bytes an, in der richtigen Form, für das richtige Modell.',
      'Es verdirbt kein Alltagsgespräch und überschreibt das Modell nicht.',
      'Ausgeloste Computer haben es an Fragen gemessen, die vorher niemand kannte.',
    ],
    verdicts: {
      packing: () => 'Es wird zusammengestellt.',
      submitting: () => 'Es ist auf dem Weg ins Netz.',
      waiting: () => 'Geteilt. Es wartet, bis die prüfenden Computer ausgelost sind.',
      checking: () => 'Die Computer anderer prüfen es.',
      accepted: (c: Contribution) => `Angenommen${better(c)}. Es kommt in das nächste Modell.`,
      rejected: (c: Contribution) =>
        c.utilityPpm === null
          ? 'Nicht angenommen: Es hat die Prüfungen nicht bestanden.'
          : `Nicht angenommen: Gemessen an Fragen, die vorher niemand kannte, macht es Antworten ${c.utilityPpm < 0 ? 'schlechter' : 'zu wenig besser'}.`,
      unresolved: () =>
        'Kein Urteil: Die prüfenden Computer waren sich nicht einig. Nichts ging verloren; es lässt sich noch einmal teilen.',
      merged: (c: Contribution) =>
        `Angenommen${better(c)}, und Teil der Modellversion ${c.modelVersion ?? '?'}.`,
      paid: (c: Contribution) =>
        c.modelVersion === null
          ? `Angenommen${better(c)}, und bezahlt.`
          : `Angenommen${better(c)}, Teil der Modellversion ${c.modelVersion}, und bezahlt.`,
      failed: (c: Contribution) => `Nicht geteilt. ${c.error ?? ''}`.trim(),
    },
    columns: { what: 'Beitrag', verdict: 'Urteil', better: 'Besser um', earned: 'Verdient' },
    when: (time) => `Geteilt ${time}`,
    ofEpoch: (epoch) => `Epoche ${epoch}`,
    ifAccepted: 'LOAM, wenn angenommen',
    earned: 'LOAM verdient',
    noHistory: 'Deine Beiträge stehen dann hier, jeder mit seinem Urteil.',
    epochIdle: 'Das Netz nimmt Beiträge in Runden an, den Epochen. Der Ring zeigt, wo die Runde steht.',
    states: {
      packing: 'Wird gepackt',
      submitting: 'Unterwegs',
      waiting: 'Geteilt',
      checking: 'Wird geprüft',
      accepted: 'Angenommen',
      rejected: 'Nicht angenommen',
      unresolved: 'Kein Urteil',
      merged: 'Vereint',
      paid: 'Bezahlt',
      failed: 'Nicht geteilt',
    },
  },
  sheet: {
    title: 'Was diesen Computer verließe',
    loading: 'Es wird für dich zusammengestellt.',
    noText: 'Kein Text. Nur trainierte Zahlen, und wie sie gemessen wurden.',
    text: 'Das enthielte Text von dir. Es wird nicht geteilt.',
    files: 'Dateien',
    what: {
      'adapter_model.safetensors': 'Die trainierten Zahlen: was sich am Modell ändert.',
      'adapter_config.json': 'Zu welchen Schichten sie gehören.',
      'train_meta.json': 'Wie trainiert wurde: Schritte, Rate, wie viele Lektionen. Nicht die Lektionen.',
      'eval.json': 'Wie viel besser es öffentliche Übungsfragen beantwortet.',
      'environment.json': 'Welche Version von Loam und welche Art Computer.',
    },
    read: (name) => `${name} lesen`,
    notFinal: 'Wird beim Teilen ausgefüllt; dies ist die Form.',
    sample: 'Eine Probe der Zahlen',
    sampleOf: (tensor, shape) => `Die ersten von ${tensor} (${shape}).`,
    stays: 'Was hierbleibt',
    staysText: 'Deine Lektionen, deine Chats, deine Schlüssel und die Antworten, die Loam dir gab.',
    personal: (n) =>
      `${lessons(n)} in diesem Gelernten ${n === 1 ? 'enthält' : 'enthalten'} etwas Persönliches. Die Zahlen könnten Spuren davon verraten.`,
    risk: 'Noch wird kein Rauschen hinzugefügt: Die Zahlen könnten Spuren der Lektionen verraten.',
    total: 'Zusammen',
    size: (parameters, rank) => `${parameters} trainierte Zahlen, Rang ${rank}.`,
    stake: 'Einsatz',
    stakeText: (amount) =>
      `${amount} LOAM deines Einsatzes stehen dahinter. Finden die Prüfenden, dass es Antworten schlechter macht, geht ein Teil davon verloren (im lokalen Netz ein Zehntel), und nichts wird verdient.`,
    checkers: 'Wer es sieht',
    checkersText:
      'Alle im Netz können diese Dateien holen; einige ausgeloste Computer führen sie aus, um sie zu prüfen. Einmal geteilt, lässt es sich nicht zurücknehmen.',
    consent: 'Mit dem Netz teilen',
    sending: 'Wird geteilt',
    needsNetwork: 'Um es zu teilen, starte zuerst das lokale Netz.',
    goNetwork: 'Zum Netz',
    again: 'Noch einmal versuchen',
  },
};
