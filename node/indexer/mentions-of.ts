import { DISPUTE_KINDS, verdictOf } from '../chain/disputes.ts';
import type { FollowedEvent } from '../chain/event-follower.ts';
import { MAX_MENTIONS } from './limits.ts';

/** Names of arguments that hold 32 bytes which are no digest of anything stored. */
const NO_DIGEST = new Set(['salt', 'seed', 'commitment', 'root', 'role', 'group', 'rules']);

/**
 * What an event is about, for audit trails: `digest:0x…` for each digest that it names, and the thing it belongs to:
 * `submission:<epoch>/<position>`, `epoch:<n>`, `manifest:<epoch>`, `version:<n>`, `dispute:<n>`, `proposal:<n>`, `node:<address>`.
 */
export function mentionsOf(event: FollowedEvent): string[] {
  const args = event.args as Readonly<Record<string, unknown>>;
  const found = new Set<string>();
  for (const [name, value] of Object.entries(args)) {
    if (typeof value === 'string' && /^0x[0-9a-f]{64}$/i.test(value) && !NO_DIGEST.has(name))
      found.add(`digest:${value.toLowerCase()}`);
    if (name === 'node' && typeof value === 'string') found.add(`node:${value.toLowerCase()}`);
  }
  const epoch = args.epoch ?? (args.terms as { epoch?: unknown } | undefined)?.epoch;
  if (isNumber(epoch) && isNumber(args.index)) found.add(`submission:${epoch}/${args.index}`);
  else if (isNumber(epoch)) found.add(`epoch:${epoch}`);
  if (event.contract === 'ModelRegistry' && isNumber(epoch)) found.add(`manifest:${epoch}`);
  if (isNumber(args.version)) found.add(`version:${args.version}`);
  if (isNumber(args.proposalId)) found.add(`proposal:${args.proposalId}`);
  if (event.contract === 'DisputeCourt' && isNumber(args.id)) {
    found.add(`dispute:${args.id}`);
    if (event.eventName === 'DisputeOpened') {
      const { kind, subject } = event.args;
      const about = verdictOf(subject);
      if (DISPUTE_KINDS[kind] === 'verdict') found.add(`submission:${about.epoch}/${about.index}`);
      if (DISPUTE_KINDS[kind] === 'manifest') found.add(`manifest:${subject}`);
      if (DISPUTE_KINDS[kind] === 'version') found.add(`version:${subject}`);
    }
  }
  return [...found].slice(0, MAX_MENTIONS);
}

function isNumber(value: unknown): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}
