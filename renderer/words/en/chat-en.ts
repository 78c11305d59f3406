import { locale } from '../language.ts';

/** Words of the Chat view. */
export const chatEn = {
  title: 'Chat',
  newChat: 'New chat',
  chats: 'Chats',
  showChats: 'Show chats',
  untitled: 'New chat',
  noChats: 'Your chats will be listed here. They stay on this computer.',
  remove: (title: string) => `Remove “${title}”`,
  removeSure: 'Remove it for good?',
  removeYes: 'Remove',
  removeNo: 'Keep',
  input: 'Write a message',
  modelLoading: 'The model is being loaded. You can write already.',
  modelFailed: 'The model could not be loaded.',
  send: 'Send',
  stop: 'Stop',
  sendHint: 'Enter sends, Shift and Enter begins a new line',
  you: 'You said',
  loam: 'Loam answered',
  thinking: 'Loam is thinking.',
  messages: 'Messages',
  empty: {
    title: 'Ask something small',
    text: 'This is a young model that runs on your computer. It chats a little, tells short stories and knows some facts. What it does not know, you can teach it.',
    noteworthy: 'Nothing you write leaves this computer.',
  },
  firstQuestions: [
    'Hello! How are you?',
    'Tell me a short story.',
    'What is the capital of France?',
    'What makes you happy?',
  ],
  reasons: {
    cancelled: 'Stopped.',
    cancelledEmpty: 'Stopped before the first word.',
    length: 'Cut at its longest.',
    failed: 'This answer broke off.',
    silent: 'No answer came.',
  },
  stats: {
    speed: (tokensPerSecond: number) => `${tokensPerSecond.toFixed(tokensPerSecond < 10 ? 1 : 0)} tokens/s`,
    first: (ms: number) => `first token ${(ms / 1000).toFixed(ms < 950 ? 2 : 1)} s`,
    context: (used: number, of: number) =>
      `context ${used.toLocaleString(locale())} of ${of.toLocaleString(locale())}`,
  },
  teach: 'Teach a better answer',
  again: 'Ask again',
  toEnd: 'To the newest message',
  tooLong: (most: number) => `A message has at most ${most.toLocaleString(locale())} characters.`,
} as const;
