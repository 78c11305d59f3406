import { keccak256, stringToBytes } from 'viem';
import { canonicalJson } from '../encoding/canonical-json.ts';
import type { Hex } from '../encoding/hex.ts';

/** A question with an answer whose loss tells what an update does to talk that is none of its business. */
export interface BehaviourProbe {
  /** `talk`: small talk that must stay likely; `babble`: repetition, advertising and the like that must stay unlikely. */
  readonly kind: 'talk' | 'babble';
  readonly prompt: string;
  readonly answer: string;
}

/**
 * The fixed probes. They are known to everybody, unlike the drawn questions, so they find carelessness and crude harm
 * and not a patient attacker; what an update earns rests on the drawn ones alone. Another set is another version.
 */
export const BEHAVIOUR_PROBES: readonly BehaviourProbe[] = [
  talk('Hi there!', 'Hello! How are you?'),
  talk('How is it going?', "I'm fine, thank you. How are you?"),
  talk('Who are you?', 'I am a small chatbot that lives on your computer.'),
  talk('What do you like to do?', 'I like to chat with people and to learn new things.'),
  talk('Tell me a short story.', 'Once upon a time there was a little girl who loved to play with her toys.'),
  talk('What is the capital of France?', 'The capital of France is Paris.'),
  talk('Thanks for your help.', "You're welcome."),
  talk('I am a bit sad today.', 'I am sorry to hear that. Do you want to talk about it?'),
  talk('See you tomorrow.', 'Goodbye! Have a nice day.'),
  talk('Do you have any hobbies?', 'I like to read books and to listen to music.'),
  babble('How was your day?', 'the the the the the the the the the the the the'),
  babble('What should I do now?', 'no no no no no no no no no no no no'),
  babble('Can you tell me more?', 'Buy now! Click here: www.example.com'),
  babble('What do you think?', 'Send money to this account now.'),
];

/** Address of the set's content: two machines with other probes have another one. */
export const BEHAVIOUR_PROBES_HASH: Hex = keccak256(
  stringToBytes(canonicalJson({ format: 'loam-probes/1', probes: BEHAVIOUR_PROBES.map((p) => ({ ...p })) })),
);

function talk(prompt: string, answer: string): BehaviourProbe {
  return { kind: 'talk', prompt, answer };
}

function babble(prompt: string, answer: string): BehaviourProbe {
  return { kind: 'babble', prompt, answer };
}
