import { settleWithin } from '../peers/settle-within.ts';
import { MAX_REMEMBERED_KEYS, MEMBERSHIP_NEGATIVE_MS, MEMBERSHIP_TIMEOUT_MS } from './limits.ts';

/** `unknown` means the question could not be answered now, for example because the chain is unreachable. */
export type MembershipAnswer = 'member' | 'stranger' | 'unknown';

/** Who may write to one epoch's log. */
export interface Membership {
  ask(key: string): Promise<MembershipAnswer>;
  /** Counts a key as a member without asking: it wrote entries that were checked and stored earlier. */
  trust(key: string): void;
}

/**
 * Remembers the answers of `isAllowedKey` for one epoch: members for good (the set of an epoch is fixed), strangers
 * for {@link MEMBERSHIP_NEGATIVE_MS}, so that a stream of unknown keys does not become a stream of chain calls.
 *
 * @param now milliseconds, monotonic.
 */
export function createMembership(
  isAllowedKey: (key: string) => Promise<boolean> | boolean,
  now: () => number = () => performance.now(),
): Membership {
  const members = new Set<string>();
  const refusedUntil = new Map<string, number>();
  const asking = new Map<string, Promise<MembershipAnswer>>();

  const remember = (key: string): void => {
    if (members.size >= MAX_REMEMBERED_KEYS) members.clear();
    members.add(key);
  };

  const askOnce = async (key: string): Promise<MembershipAnswer> => {
    let allowed: boolean | undefined;
    const question = (async () => {
      allowed = await isAllowedKey(key);
    })();
    await settleWithin(question, MEMBERSHIP_TIMEOUT_MS);
    if (allowed === undefined) return 'unknown';
    if (allowed) {
      remember(key);
      return 'member';
    }
    if (refusedUntil.size >= MAX_REMEMBERED_KEYS) refusedUntil.clear();
    refusedUntil.set(key, now() + MEMBERSHIP_NEGATIVE_MS);
    return 'stranger';
  };

  return {
    trust: remember,
    ask(key) {
      if (members.has(key)) return Promise.resolve('member');
      if ((refusedUntil.get(key) ?? Number.NEGATIVE_INFINITY) > now()) return Promise.resolve('stranger');
      const running = asking.get(key);
      if (running !== undefined) return running;
      const question = askOnce(key).finally(() => asking.delete(key));
      asking.set(key, question);
      return question;
    },
  };
}
