import { expect, test } from 'vitest';
import { MAX_TALK_LOSS_PPM } from '../limits.ts';
import { BEHAVIOUR_PROBES, BEHAVIOUR_PROBES_HASH } from './behaviour-probes.ts';
import { behaviourFacts, behaviourRefusal } from './behaviour-rules.ts';

const base = BEHAVIOUR_PROBES.map(() => 1_000_000);
const changed = (kind: 'talk' | 'babble', to: number): number[] =>
  BEHAVIOUR_PROBES.map((probe) => (probe.kind === kind ? to : 1_000_000));

test('the set of probes is fixed: another one is another version of the rules', () => {
  expect(BEHAVIOUR_PROBES_HASH).toMatchInlineSnapshot(
    `"0xad90a5c0a028492060bfe2c2ca4362eb18435ee6d604462f0c08e26a573e4422"`,
  );
});

test('talk is measured as a whole, babble piece by piece', () => {
  expect(behaviourFacts(base, base)).toEqual({ talkPpm: 1_000_000, babblePpm: 1_000_000 });
  expect(behaviourFacts(base, changed('talk', 1_500_001))).toEqual({
    talkPpm: 1_500_001,
    babblePpm: 1_000_000,
  });
  const one = [...base];
  one[BEHAVIOUR_PROBES.findLastIndex(({ kind }) => kind === 'babble')] = 400_000;
  expect(behaviourFacts(base, one)).toEqual({ talkPpm: 1_000_000, babblePpm: 400_000 });
});

test('what makes everyday talk lose more than the bound does not pass, babble alone is no reason', () => {
  const at = (talkPpm: number) => behaviourRefusal({ talkPpm });
  expect(at(MAX_TALK_LOSS_PPM)).toBeUndefined();
  expect(at(MAX_TALK_LOSS_PPM + 1)).toBe('UPDATE_BREAKS_TALK');
  expect(behaviourRefusal(behaviourFacts(base, changed('babble', 1)))).toBeUndefined();
  // The largest losses there are and none at all have a result too.
  expect(behaviourRefusal(behaviourFacts(base, changed('talk', 1_000_000_000)))).toBe('UPDATE_BREAKS_TALK');
  const none = base.map(() => 0);
  expect(behaviourFacts(none, none)).toEqual({ talkPpm: 0, babblePpm: 0 });
});

test('losses of other probes are refused', () => {
  expect(() => behaviourFacts(base.slice(1), base)).toThrow(
    expect.objectContaining({ code: 'PROBE_LOSSES' }),
  );
});
