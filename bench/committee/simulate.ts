import type { Random } from '../../worker/random/random.ts';
import type { DecisionTable } from './decision-table.ts';
import type { Population } from './population.ts';

/** Submissions after which the line is shuffled. */
const SUBMISSIONS_PER_LINE = 1000;

/** What came of many submissions on which all colluders state the same wrong verdict. */
export interface Outcome {
  /** Share with the wrong final verdict. */
  readonly wrong: number;
  /** Share without any in the last stage. */
  readonly unresolved: number;
  /** Mean seats. */
  readonly meanSeats: number;
}

/**
 * Draws committees and lets them decide or grow until each submission has a verdict.
 * @param silence chance that an honest seat says nothing
 */
export function simulate(
  population: Population,
  table: DecisionTable,
  submissions: number,
  silence: number,
  random: Random,
): Outcome {
  let wrong = 0;
  let unresolved = 0;
  let seats = 0;
  for (let n = 0; n < submissions; n++) {
    if (n % SUBMISSIONS_PER_LINE === 0) population.shuffle();
    const learner = population.colluding.includes(1) ? population.colluder() : -1;
    let honest = 0;
    let colluding = 0;
    let present = 0;
    let decided = false;
    for (let stage = 0; stage < table.stages && !decided; stage++) {
      const size = (table.sizes[stage] as number) - present;
      present += size;
      for (let seat = 0; seat < size; seat++) {
        if (population.colluding[population.draw(seat, size, learner)] === 1) colluding++;
        else if (silence === 0 || random.uniform() >= silence) honest++;
      }
      decided = table.decides(stage, honest, colluding);
    }
    seats += present;
    if (!decided) unresolved++;
    else if (colluding > honest) wrong++;
  }
  return { wrong: wrong / submissions, unresolved: unresolved / submissions, meanSeats: seats / submissions };
}

/** The same for seats that are drawn independently of each other, exactly. */
export function exactOutcome(share: number, silence: number, table: DecisionTable): Outcome {
  const width = (table.sizes.at(-1) ?? 0) + 1;
  const chances = [
    [0, 1, share],
    [1, 0, (1 - share) * (1 - silence)],
    [0, 0, (1 - share) * silence],
  ] as const;
  let undecided = new Float64Array(width * width);
  undecided[0] = 1;
  let wrong = 0;
  let meanSeats = 0;
  let present = 0;
  for (const [stage, seats] of table.sizes.entries()) {
    meanSeats += (seats - present) * undecided.reduce((a, b) => a + b, 0);
    for (; present < seats; present++) {
      const next = new Float64Array(width * width);
      for (let honest = 0; honest <= present; honest++)
        for (let colluding = 0; honest + colluding <= present; colluding++)
          for (const [h, c, chance] of chances) {
            const at = (honest + h) * width + colluding + c;
            next[at] = (next[at] as number) + chance * (undecided[honest * width + colluding] as number);
          }
      undecided = next;
    }
    for (let honest = 0; honest <= seats; honest++)
      for (let colluding = 0; honest + colluding <= seats; colluding++) {
        if (!table.decides(stage, honest, colluding)) continue;
        if (colluding > honest) wrong += undecided[honest * width + colluding] as number;
        undecided[honest * width + colluding] = 0;
      }
  }
  return { wrong, unresolved: undecided.reduce((a, b) => a + b, 0), meanSeats };
}
