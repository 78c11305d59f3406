import { type EpochProgress, phaseAt } from '../../../protocol/chain/epoch-phase.ts';
import { LOCAL_NETWORK_PARAMETERS } from '../../../protocol/chain/local-parameters.ts';
import { PHASES } from '../../../protocol/generated/abis.ts';
import { group, type VectorCase, type VectorGroup } from './vector-group.ts';

const OPENED = 1_000;
const { epochs } = LOCAL_NETWORK_PARAMETERS;

const FIELDS =
  'uint40 openedAt, uint40 submitEndsAt, uint40 chainOpenedAt, uint40 drawnAt, uint40 committedAt, uint40 revealedAt, uint40 settledAt, uint8 round, bool closed, uint40 fallenAt, uint40 challengeEndsAt, uint40 finalAt, bool disputed, uint24 undrawn, uint24 accepted, uint24 settled, uint256 time, uint8 phase, uint256 phaseRound, uint256 since, uint256 endsAt';

const NOTHING: EpochProgress = {
  openedAt: 0,
  submitEndsAt: 0,
  chainOpenedAt: 0,
  drawnAt: 0,
  committedAt: 0,
  revealedAt: 0,
  settledAt: 0,
  round: 0,
  closed: false,
  fallenAt: 0,
  challengeEndsAt: 0,
  finalAt: 0,
  disputed: false,
  undrawn: 0,
  accepted: 0,
  settled: 0,
};

/** How far an epoch can have come: each step with and without what can happen beside it. */
function progresses(): EpochProgress[] {
  const opened = { ...NOTHING, openedAt: OPENED, submitEndsAt: OPENED + epochs.submitSeconds };
  const seeded = { ...opened, round: 1 };
  const drawn = { ...seeded, chainOpenedAt: 1_020, drawnAt: 1_030 };
  const committed = { ...drawn, committedAt: 1_060 };
  const revealed = { ...committed, revealedAt: 1_070 };
  const settled = { ...revealed, settledAt: 1_300, settled: 3 };
  const accepted = { ...settled, accepted: 2 };
  const proposed = { ...accepted, challengeEndsAt: 1_310 };
  return [
    NOTHING,
    opened,
    seeded,
    { ...seeded, chainOpenedAt: 1_020 },
    drawn,
    { ...drawn, revealedAt: 1_250 },
    committed,
    revealed,
    settled,
    { ...settled, settled: 0 },
    { ...settled, settled: 0, undrawn: 1 },
    { ...settled, undrawn: 2, round: 3 },
    accepted,
    { ...accepted, fallenAt: 1_302 },
    { ...accepted, fallenAt: 1_309 },
    proposed,
    { ...proposed, disputed: true },
    { ...proposed, closed: true, finalAt: 1_310 },
  ];
}

/** Every progress at every time at which something can change, just before and just after. */
export function phaseVectors(): Readonly<Record<string, VectorGroup>> {
  const cases: VectorCase[] = progresses().flatMap((progress) => {
    const times = new Set([0]);
    for (let time = 0; ; ) {
      const { endsAt } = phaseAt(progress, epochs, time);
      if (endsAt <= time) break;
      times.add(endsAt - 1).add(endsAt);
      time = endsAt;
    }
    times.add(2 ** 39);
    return [...times].map((time) => {
      const { phase, round, since, endsAt } = phaseAt(progress, epochs, time);
      return { ...progress, time, phase: PHASES.indexOf(phase), phaseRound: round, since, endsAt };
    });
  });
  return { phases: group(FIELDS, cases) };
}
