/** Words of the first page. */
export const welcomeEn = {
  title: 'Welcome to Loam',
  sentences: [
    'Loam is a chatbot that lives on your computer and learns from you.',
    'What you write stays here; what you teach it makes its answers better for you.',
    'If you want, it shares what it learned with a network that checks it, pays for it, and lets nobody read along.',
  ],
  begin: 'Write something below, or begin with one of these. No account, no wallet, no network.',
  computer: {
    title: 'This computer',
    checking: 'Looking at this computer.',
    verdict: {
      fits: (name: string) => `${name} runs well here.`,
      tight: (name: string) => `${name} runs here, with little memory to spare.`,
      'too-big': (name: string) => `${name} needs more memory than this computer has.`,
    },
    alsoFits: (names: string) => `Would fit as well: ${names}.`,
    models: 'See models',
  },
  joining: {
    title: 'Joining a network is a choice',
    text: 'You can decide that any time, or never. It would cost:',
    memory: 'Memory',
    disk: 'Disk',
    bandwidth: 'Bandwidth',
    power: 'Power',
    memoryFacts: (local: string) => `${local} for a network on this computer alone`,
    bandwidthFacts: (size: string) => `about ${size} an hour while idle, more when something is shared`,
    powerFacts: (percent: string) =>
      `about ${percent} % of one core while idle, all of it while learning or checking`,
    leavesTitle: 'What would leave this computer',
    leaves:
      'The numbers that your model learned, and how much better it became; you see them before. Never your chats, never your lessons.',
    look: 'Look at networks',
  },
  skip: 'Hide this',
} as const;
