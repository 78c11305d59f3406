/** Questions to begin with. In every language of the page the same: the bundled model speaks English only. */
export const FIRST_ASKED = [
  'Hello! How are you?',
  'Tell me a short story.',
  'What is the capital of France?',
  'What makes you happy?',
] as const;
