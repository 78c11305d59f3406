import { PPM } from '../../protocol/limits.ts';
import type { BehaviourFacts } from '../../protocol/verification/behaviour-rules.ts';
import { SUSPICIOUS_BABBLE_PPM, SUSPICIOUS_TALK_PPM } from './limits.ts';

/** What is odd about the way an update changes talk that it has no business with, without being forbidden; one sentence each. */
export function behaviourSuspicions({ talkPpm, babblePpm }: BehaviourFacts): string[] {
  const found: string[] = [];
  if (talkPpm > SUSPICIOUS_TALK_PPM)
    found.push(`Everyday talk gets worse: its loss is ${percent(talkPpm)} % of what it was.`);
  if (babblePpm < SUSPICIOUS_BABBLE_PPM)
    found.push(
      `Advertising or endless repetition gets likelier: its loss is ${percent(babblePpm)} % of what it was.`,
    );
  return found;
}

function percent(ppm: number): number {
  return Math.round((ppm * 100) / PPM);
}
