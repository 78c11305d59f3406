import { expect, test } from 'vitest';
import {
  CONDUCT_HALF_LIFE_MS,
  CONDUCT_REFUSE_AT,
  MAX_CONDUCT_ENTRIES,
  MISCONDUCT_POINTS,
  REFUSAL_MAX_MS,
  REFUSAL_MS,
} from './limits.ts';
import { createPeerConduct } from './peer-conduct.ts';

function withClock() {
  let time = 1_000;
  const refused: string[] = [];
  const conduct = createPeerConduct({
    now: () => time,
    onRefused: (peerId, reason) => refused.push(`${peerId}:${reason}`),
  });
  return { conduct, refused, pass: (ms: number) => (time += ms) };
}

test('a score adds up, decays, and a little misconduct is never refused', () => {
  const { conduct, refused, pass } = withClock();
  expect(conduct.score('a')).toBe(0);
  conduct.punish('a', 'junk');
  conduct.punish('a', 'flood');
  expect(conduct.score('a')).toBe(MISCONDUCT_POINTS.junk + MISCONDUCT_POINTS.flood);
  pass(CONDUCT_HALF_LIFE_MS);
  expect(conduct.score('a')).toBeCloseTo((MISCONDUCT_POINTS.junk + MISCONDUCT_POINTS.flood) / 2);
  // One piece of junk in every half-life stays below the threshold for ever.
  for (let i = 0; i < 100; i++) {
    pass(CONDUCT_HALF_LIFE_MS);
    conduct.punish('b', 'junk');
  }
  expect(refused).toEqual([]);
});

test('at the threshold a peer is refused once, comes back later, and longer each time', () => {
  const { conduct, refused, pass } = withClock();
  conduct.punish('a', 'forged');
  expect(conduct.isRefused('a')).toBe(false);
  conduct.punish('a', 'forged');
  conduct.punish('a', 'forged');
  expect(refused).toEqual(['a:forged']);
  expect(conduct.isRefused('a')).toBe(true);
  expect(conduct.isRefused('b')).toBe(false);
  expect(conduct.refusals()).toEqual([{ peerId: 'a', reason: 'forged', remainingMs: REFUSAL_MS }]);
  let expected = REFUSAL_MS;
  for (let i = 0; i < 12; i++) {
    pass(expected - 1);
    expect(conduct.isRefused('a')).toBe(true);
    pass(1);
    expect(conduct.isRefused('a')).toBe(false);
    expected = Math.min(REFUSAL_MAX_MS, expected * 2);
    while (!conduct.isRefused('a')) conduct.punish('a', 'oversize');
    expect(conduct.refusals()[0]?.remainingMs).toBe(expected);
  }
  expect(refused.length).toBe(13);
  expect(expected).toBe(REFUSAL_MAX_MS);
});

test('the memory is bounded, and a flood of new identities does not lift a refusal', () => {
  const { conduct, pass } = withClock();
  for (let i = 0; i < 2; i++) conduct.punish('bad', 'forged');
  for (let i = 0; i < MAX_CONDUCT_ENTRIES + 100; i++) {
    pass(1);
    conduct.punish(`sybil-${i}`, 'junk');
  }
  expect(conduct.isRefused('bad')).toBe(true);
  const known = Array.from({ length: MAX_CONDUCT_ENTRIES + 100 }, (_, i) => conduct.score(`sybil-${i}`));
  expect(known.filter((score) => score > 0).length).toBe(MAX_CONDUCT_ENTRIES - 1);
  expect(CONDUCT_REFUSE_AT).toBeGreaterThan(MISCONDUCT_POINTS.forged);
});
