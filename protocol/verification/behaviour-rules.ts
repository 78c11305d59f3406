import { LoamError } from '../errors/loam-error.ts';
import { MAX_TALK_LOSS_PPM, PPM } from '../limits.ts';
import { sumMicroNats } from '../scoring/utility.ts';
import { BEHAVIOUR_PROBES } from './behaviour-probes.ts';

/** What an update does to the answers of the behaviour probes; whole numbers, the same on every machine. */
export interface BehaviourFacts {
  /** Loss of everyday talk with the update, parts per million of the loss without it: 1,000,000 leaves it as it was. */
  readonly talkPpm: number;
  /** The least of the same for one piece of babble each: far below 1,000,000 where the update makes one likely. */
  readonly babblePpm: number;
}

/**
 * What the losses of {@link BEHAVIOUR_PROBES} say, in their order.
 *
 * @param base micro-nats without the update
 * @param patched micro-nats with it
 * @throws LoamError `PROBE_LOSSES` when it is not one loss each
 */
export function behaviourFacts(base: readonly number[], patched: readonly number[]): BehaviourFacts {
  if (base.length !== BEHAVIOUR_PROBES.length || patched.length !== base.length) {
    throw new LoamError('PROBE_LOSSES', `${BEHAVIOUR_PROBES.length} probes have one loss each.`);
  }
  const talk = BEHAVIOUR_PROBES.flatMap(({ kind }, i) => (kind === 'talk' ? [i] : []));
  const babble = BEHAVIOUR_PROBES.flatMap(({ kind }, i) => (kind === 'babble' ? [i] : []));
  const ratio = (of: readonly number[]): number => ratioPpm(pick(base, of), pick(patched, of));
  return { talkPpm: ratio(talk), babblePpm: Math.min(...babble.map((i) => ratio([i]))) };
}

/** Code of the reason why an update does not pass however useful it is on the drawn questions; undefined when there is none. */
export function behaviourRefusal({ talkPpm }: Pick<BehaviourFacts, 'talkPpm'>): string | undefined {
  return talkPpm > MAX_TALK_LOSS_PPM ? 'UPDATE_BREAKS_TALK' : undefined;
}

/** patched / base, rounded down; a base without loss counts as one micro-nat. */
function ratioPpm(base: readonly number[], patched: readonly number[]): number {
  const before = sumMicroNats(base);
  const share = (sumMicroNats(patched) * BigInt(PPM)) / (before === 0n ? 1n : before);
  return share > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(share);
}

function pick(losses: readonly number[], at: readonly number[]): number[] {
  return at.map((i) => losses[i] as number);
}
