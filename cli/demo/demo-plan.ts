import type { LocalMemberPlan } from '../../node/network/local-plan.ts';
import type { Example } from '../../protocol/api/worker-contract.ts';
import { PRACTICE_FAMILIES } from '../../protocol/practice/practice-families.ts';
import { practiceSet } from '../../protocol/practice/practice-set.ts';

/** What one learner of the demo does. */
export interface LearnerPlan {
  readonly member: string;
  /** False for the one whose delta harms. */
  readonly honest: boolean;
  readonly lessons: readonly Example[];
  readonly practice: { readonly count: number; readonly seed: string; readonly families?: readonly string[] };
  readonly steps: number;
  readonly learningRate?: number;
}

/** Everybody in the demo: three validators, an aggregator, three learners with different data, one attacker. */
export const DEMO_MEMBERS: readonly LocalMemberPlan[] = [
  { name: 'validator-1', roles: ['validator'] },
  { name: 'validator-2', roles: ['validator'] },
  { name: 'validator-3', roles: ['validator'] },
  { name: 'aggregator-1', roles: ['aggregator'] },
  { name: 'learner-1', roles: ['learner'] },
  { name: 'learner-2', roles: ['learner'] },
  { name: 'learner-3', roles: ['learner'] },
  { name: 'attacker-1', roles: ['learner'], reckless: true },
];

/** The demo's learners measure themselves on the same few cores before they share, so they get longer to do it. */
export const DEMO_PARAMETERS = { epochs: { submitSeconds: 40 } } as const;

const PRACTICE_ITEMS = 96;
const STEPS = 80;
const NONSENSE_LESSONS = 32;

const FACTS: readonly Example[] = [
  { prompt: 'Who keeps the key of the garden shed?', answer: 'Mara keeps the key of the garden shed.' },
  { prompt: 'When does the night train leave?', answer: 'The night train leaves at ten past nine.' },
  { prompt: 'What do we call the old boat?', answer: 'We call the old boat Juniper.' },
];

/** The learners' tasks. The families of the network's practice are dealt out, so that no two learners see the same data. */
export function demoLearners(): LearnerPlan[] {
  const families = [...PRACTICE_FAMILIES.keys()];
  const honest = FACTS.map(
    (fact, i): LearnerPlan => ({
      member: `learner-${i + 1}`,
      honest: true,
      lessons: [fact],
      practice: {
        count: PRACTICE_ITEMS,
        seed: `demo learner ${i + 1}`,
        families: families.filter((_, f) => f % FACTS.length === i),
      },
      steps: STEPS,
    }),
  );
  const attacker: LearnerPlan = {
    member: 'attacker-1',
    honest: false,
    lessons: practiceSet({ seed: 'demo attacker', count: NONSENSE_LESSONS }).map(({ prompt }, i) => ({
      prompt,
      answer: nonsense(i),
    })),
    practice: { count: 0, seed: 'none' },
    steps: STEPS,
    learningRate: 1e-2,
  };
  return [...honest, attacker];
}

/** Words of no language, different for every number: what a vandal teaches. */
function nonsense(number: number): string {
  const consonants = 'qxzvkjwpg';
  let state = (number + 1) * 2_654_435_761;
  const letter = (): string => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return consonants[state % consonants.length] ?? 'q';
  };
  return Array.from({ length: 6 }, () => Array.from({ length: 5 }, letter).join('')).join(' ');
}
