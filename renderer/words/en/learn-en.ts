import type {
  AutoLearning,
  Contribution,
  Forgotten,
  Identifier,
  LearningProgress,
  LearningRules,
  Lesson,
  RunLogLine,
} from '../../../protocol/api/learn-schemas.ts';
import type { LiveRun } from '../../stores/learn-store.ts';

const count = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const better = ({ utilityPpm }: Contribution) =>
  utilityPpm === null ? '' : `: it makes answers ${(utilityPpm / 10_000).toFixed(1)}% better`;

/** Words of the Learn view. */
export const learnEn = {
  title: 'Learn',
  taught: {
    title: 'What I was taught',
    text: 'A question and the answer that you want. Lessons stay on this computer.',
    prompt: 'When someone asks',
    promptExample: 'What is the name of my boat?',
    answer: 'Loam should answer',
    answerExample: 'Your boat is called Marigold.',
    add: 'Add lesson',
    edit: 'Edit',
    forget: 'Forget',
    editOf: (prompt: string) => `Edit “${prompt}”`,
    forgetOf: (prompt: string) => `Forget “${prompt}”`,
    forgetSure: 'Forget it? What was learned with it is deleted.',
    forgetChat: 'Forget all from this chat',
    fromChat: 'Open chat',
    search: 'Search lessons',
    show: 'Show',
    filters: { all: 'All', new: 'Not learned', held: 'Left out' },
    sources: {
      typed: 'Typed here',
      chat: 'Remembered from a chat',
      edited: 'Answer you rewrote',
      liked: 'Answer you liked',
    } satisfies Record<Lesson['source'], string>,
    noMatch: 'No lesson fits.',
    next: (n: number) => `${count(n, 'lesson', 'lessons')} will be learned next.`,
    heldBack: (n: number) =>
      `${count(n, 'lesson is', 'lessons are')} left out, because something personal is in ${n === 1 ? 'it' : 'them'}.`,
    found: (what: string) => `Left out of learning: it holds ${what}.`,
    foundAllowed: (what: string) => `Learned although it holds ${what}.`,
    identifiers: {
      email: 'an e-mail address',
      phone: 'a telephone number',
      card: 'a card number',
      iban: 'an account number',
      key: 'a key or token',
      words: 'a wallet’s secret words',
      password: 'a password',
    } satisfies Record<Identifier['kind'], string>,
    allow: 'Learn it anyway',
    disallow: 'Leave it out',
    forgotten: (f: Forgotten) =>
      [
        `${count(f.lessons, 'lesson', 'lessons')} forgotten.`,
        f.updates > 0
          ? 'From now on Loam does not answer with it: what it had learned with it is deleted.'
          : '',
        f.learnAgain > 0
          ? `${count(f.learnAgain, 'other lesson', 'other lessons')} will be learned again without it.`
          : '',
        f.shared > 0 ? 'What was shared before cannot be taken back from others.' : '',
      ]
        .filter((text) => text !== '')
        .join(' '),
    ok: 'Good',
    keep: 'Keep',
    save: 'Save',
    cancel: 'Cancel',
    learned: 'Learned',
    notLearned: 'Not learned yet',
    count: (n: number) => count(n, 'lesson', 'lessons'),
    empty: 'Nothing yet. Your first lesson could be something only you know.',
  },
  now: {
    title: 'Learning now',
    idle: 'Learning reads your lessons many times, with practice questions in between so that nothing old is forgotten. It takes about a minute, and you can go on chatting.',
    needsLesson: 'Add a lesson first; then it can be learned.',
    newLessons: (n: number) => `${count(n, 'lesson is', 'lessons are')} not learned yet.`,
    allLearned: 'All lessons are learned. Learn again after you change one.',
    start: 'Learn',
    startAgain: 'Learn again',
    cancel: 'Cancel',
    stages: {
      starting: 'Getting ready',
      'asking-before': 'Asking your questions before learning',
      training: 'Learning',
      'asking-after': 'Asking your questions once more',
    } satisfies Record<LiveRun['stage'], string>,
    step: (step: number, steps: number) => `step ${step} of ${steps}`,
    left: (time: string) => `${time} left`,
    pause: 'Pause',
    goOn: 'Go on',
    giveUp: 'Give up',
    saved: (step: number) => `safe up to step ${step}`,
    pausedAt: {
      owner: (step: number) => `Paused at step ${step}. It goes on from exactly there.`,
      rules: (step: number) => `Paused at step ${step}; it goes on by itself when your rules allow it.`,
      closing: (step: number) =>
        `Learning was interrupted at step ${step}, because Loam was closed. Go on from there.`,
    } satisfies Record<NonNullable<LearningProgress['pausedBy']>, (step: number) => string>,
    finish: 'Pause after this',
    finishing: 'Learning pauses when this is done.',
    log: 'What happened',
    logLines: {
      started: 'Began',
      training: 'Training began',
      saved: 'Saved',
      paused: 'Paused',
      resumed: 'Went on',
      asked: 'Asked your questions as they are answered now',
      done: 'Done',
      cancelled: 'Given up',
      failed: 'Failed',
    } satisfies Record<RunLogLine['what'], string>,
    atStep: (step: number) => `step ${step}`,
    done: (lessons: number, practice: number) =>
      `${count(lessons, 'lesson', 'lessons')} and ${count(practice, 'practice question', 'practice questions')} learned.`,
    cancelled: 'The last learning was cancelled. Nothing changed.',
    failed: (why: string | null) => `The last learning failed${why === null ? '.' : `: ${why}`}`,
    comparisons: 'Your questions, before and after',
    waiting: 'Here you will see your own questions answered before and after learning.',
    before: 'Before',
    after: 'After',
    expected: 'Taught',
    silence: '(no answer)',
    ask: 'Ask again',
    askLabel: 'Ask a question to see what it says now',
    askExample: 'What is the name of my boat?',
  },
  rules: {
    title: 'When Loam learns',
    open: 'Rules',
    states: {
      off: 'It learns only when you tell it to.',
      paused: 'You paused learning by itself.',
      collecting: 'It learns by itself when there are enough new lessons.',
      waiting: 'It waits.',
      learning: 'It is learning by itself.',
      measuring: 'It measures whether what it learned helps others too.',
      'awaiting consent': 'It learned something and asks whether it may be shared.',
      sharing: 'What it learned is on its way.',
      failed: 'The last try failed; it tries again in a few minutes.',
    } satisfies Record<AutoLearning['state'], string>,
    collecting: (have: number, need: number) => `${have} of ${need} new lessons.`,
    pausedUntil: (time: string) => `Until ${time}.`,
    waits: {
      chat: () => 'You are chatting; it learns when you are done.',
      hours: (r: LearningRules) =>
        `It learns between ${clock(r.hours?.from ?? 0)} and ${clock(r.hours?.to ?? 0)}.`,
      mains: () => 'The computer runs on battery; it learns when it is plugged in.',
      battery: (r: LearningRules) => `The battery is low; it learns from ${r.batteryPercent ?? 0}% on.`,
      idle: (r: LearningRules) =>
        `You are using the computer; it learns after ${count(r.idleMinutes, 'minute', 'minutes')} of rest.`,
      load: (r: LearningRules) =>
        `The processor is busy; it learns when other programs use less than ${Math.round(r.maxLoad * 100)}% of it.`,
      programs: (_: LearningRules, programs: readonly string[]) =>
        `It waits until ${programs.join(', ')} is closed.`,
    },
    ready: 'Nothing speaks against learning now.',
    anyway: 'Learn now anyway',
    pauseHour: 'Pause for an hour',
    pauseTomorrow: 'Pause until tomorrow',
    unpause: 'Go on',
    enabled: 'Learn by itself',
    enabledHint: 'When there are new lessons and the rules below allow it.',
    minLessons: 'New lessons before it begins',
    idle: 'Minutes without keyboard or mouse',
    idleHint: 'Where this cannot be told, as on a server, the rule does not count.',
    battery: 'On battery',
    batteryNever: 'Not at all',
    batteryFrom: (percent: number) => `From ${percent}%`,
    hours: 'Hours',
    always: 'All day',
    between: 'Only between',
    from: 'from',
    to: 'to',
    load: 'Most that other programs may use of the processor, in percent',
    programs: 'Wait while one of these programs runs',
    programsHint: 'Loam looks at the list of running programs only while one is named here.',
    programName: 'Name of a program',
    showPrograms: 'Choose from those that run now',
    addProgram: 'Add',
    removeProgram: (name: string) => `Remove ${name}`,
    threads: 'Threads of the processor for learning',
    threadsHint: (most: number) =>
      `This computer has ${most}. Fewer leave more for you; the result is the same.`,
    device: (threads: number) =>
      `Learning runs on the processor with ${count(threads, 'thread', 'threads')}. A graphics card is not used for learning yet.`,
  },
  consent: {
    title: 'May this be shared?',
    text: (better: string) =>
      `Loam learned something that makes answers to others ${better} better. Nothing leaves this computer unless you say so.`,
    look: 'Look at what would leave',
    share: 'Share this once',
    keep: 'Keep it here',
    always: 'Always share',
  },
  sharing: {
    label: 'Sharing what was learned by itself',
    hint: 'For the network that is joined now. “Always” can be taken back at any time and counts at once.',
    options: { ask: 'Ask each time', always: 'Always', never: 'Never' },
    noNetwork: 'This is chosen for a network; none is joined now.',
  },
  privacy: {
    title: 'Privacy budget',
    none: 'No noise is added yet. What leaves are numbers trained on your lessons; they could reveal traces of them. So there is no budget to count, and no number here.',
    lower: 'What lowers the risk',
    steps: [
      'Keep lessons that only concern you out of what you share, or do not share at all.',
      'Share learning from many lessons rather than from one or two.',
      'Look at the preview before each sharing.',
    ],
    ledger: 'What was shared so far',
    empty: 'Nothing was shared yet.',
    entry: (lessons: number, practice: number) =>
      `${count(lessons, 'lesson', 'lessons')} and ${count(practice, 'practice question', 'practice questions')}`,
    size: (parameters: string, rank: number) => `${parameters} numbers, rank ${rank}`,
  },
  shared: {
    title: 'Shared',
    ready:
      'What Loam learned can help others. You see exactly what would leave this computer before anything does.',
    readyOff:
      'What Loam learned can help others. Sharing needs a network; the local one runs on this computer alone and lets you see how it works.',
    nothing: 'When Loam has learned something, you can share it here: as numbers, never as text.',
    open: 'Look at what would be shared',
    openAgain: 'Share the newest learning',
    already: 'The newest learning is shared.',
    earlier: 'History',
    detail: 'Details',
    detailOf: (time: string) => `Details of what was shared ${time}`,
    trace: 'Follow it in Audit',
    checks: 'What was checked',
    checkList: [
      'It arrived as the bytes that were announced, in the right form, for the right model.',
      'It does not break everyday talk and does not overwrite the model.',
      'Computers drawn by lot measured it on questions that nobody knew before.',
    ],
    verdicts: {
      packing: () => 'It is being put together.',
      submitting: () => 'It is on its way to the network.',
      waiting: () => 'Shared. It waits until the computers that check it are drawn.',
      checking: () => 'Other people’s computers are checking it.',
      accepted: (c: Contribution) => `Accepted${better(c)}. It will be part of the next model.`,
      rejected: (c: Contribution) =>
        c.utilityPpm === null
          ? 'Not accepted: it did not pass the checks.'
          : `Not accepted: measured on questions that nobody knew before, it makes answers ${c.utilityPpm < 0 ? 'worse' : 'too little better'}.`,
      unresolved: () =>
        'No verdict: the computers that checked it did not agree. Nothing was lost; it can be shared again.',
      merged: (c: Contribution) => `Accepted${better(c)} and part of model version ${c.modelVersion ?? '?'}.`,
      paid: (c: Contribution) =>
        c.modelVersion === null
          ? `Accepted${better(c)} and paid.`
          : `Accepted${better(c)}, part of model version ${c.modelVersion}, and paid.`,
      failed: (c: Contribution) => `Not shared. ${c.error ?? ''}`.trim(),
    } satisfies Record<Contribution['state'], (c: Contribution) => string>,
    columns: { what: 'Contribution', verdict: 'Verdict', better: 'Better by', earned: 'Earned' },
    when: (time: string) => `Shared ${time}`,
    ofEpoch: (epoch: number) => `epoch ${epoch}`,
    ifAccepted: 'LOAM if accepted',
    earned: 'LOAM earned',
    noHistory: 'Your contributions will be listed here, each with its verdict.',
    epochIdle: 'The network takes contributions in rounds, called epochs. The ring shows where the round is.',
    states: {
      packing: 'Packing',
      submitting: 'On its way',
      waiting: 'Shared',
      checking: 'Being checked',
      accepted: 'Accepted',
      rejected: 'Not accepted',
      unresolved: 'No verdict',
      merged: 'Merged',
      paid: 'Paid',
      failed: 'Not shared',
    } satisfies Record<Contribution['state'], string>,
  },
  sheet: {
    title: 'What would leave this computer',
    loading: 'Putting it together for you to see.',
    noText: 'No text. Only numbers that were trained, and how they were measured.',
    text: 'This would contain text of yours. It is not shared.',
    files: 'Files',
    what: {
      'adapter_model.safetensors': 'The trained numbers: what the model changed.',
      'adapter_config.json': 'Which layers they belong to.',
      'train_meta.json': 'How it was trained: steps, rate, how many lessons. Not the lessons.',
      'eval.json': 'How much better it answers public practice questions.',
      'environment.json': 'Which version of Loam and which kind of computer.',
    } as Readonly<Record<string, string>>,
    read: (name: string) => `Read ${name}`,
    notFinal: 'Filled in when you share it; this is its form.',
    sample: 'A sample of the numbers',
    sampleOf: (tensor: string, shape: string) => `The first of ${tensor} (${shape}).`,
    stays: 'What does not leave',
    staysText: 'Your lessons, your chats, your keys, and the answers that Loam gave you.',
    personal: (n: number) =>
      `${count(n, 'lesson', 'lessons')} in this learning ${n === 1 ? 'holds' : 'hold'} something personal. The numbers could reveal traces of it.`,
    risk: 'No noise is added yet: the numbers could reveal traces of what was taught.',
    total: 'Together',
    size: (parameters: string, rank: number) => `${parameters} trained numbers, rank ${rank}.`,
    stake: 'Stake',
    stakeText: (amount: string) =>
      `${amount} LOAM of your stake stand behind it. If the checkers find that it makes answers worse, part of that is lost (a tenth in the local network) and nothing is earned.`,
    checkers: 'Who sees it',
    checkersText:
      'Everyone in the network can fetch these files; a few computers drawn by lot run them to check them. Once shared, it cannot be taken back.',
    consent: 'Share this with the network',
    sending: 'Sharing',
    needsNetwork: 'To share it, start the local network first.',
    goNetwork: 'Go to Network',
    again: 'Try again',
  },
} as const;
