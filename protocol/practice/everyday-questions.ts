/**
 * Questions of everyday talk. Before a run the model answers them itself, and those answers are practised beside the
 * lessons: what it says to everything else stays as it was (rehearsal of its own answers against forgetting).
 */
export const EVERYDAY_QUESTIONS: readonly string[] = [
  'Hello!',
  'How are you today?',
  'What is your name?',
  'Who made you?',
  'What can you do?',
  'Tell me a joke.',
  'Tell me a story.',
  'What is the weather like?',
  'Do you like music?',
  'What is your favourite colour?',
  'What is the capital of Italy?',
  'What is a bridge?',
  'Are you a human?',
  'Where do you live?',
  'Thank you very much.',
  'Good night.',
  'What should I eat tonight?',
  'Can you help me?',
  'What did you do yesterday?',
  'I am tired.',
];
