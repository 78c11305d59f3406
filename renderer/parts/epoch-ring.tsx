import { EPOCH_PHASES, type EpochView } from '../../protocol/api/network-schemas.ts';
import { MAX_BEADS } from '../limits.ts';
import { useFrom } from '../stores/use-stores.tsx';
import { partWords } from '../words/part-words.ts';
import { epochProgress } from './epoch-progress.ts';
import { formatClock } from './format.ts';
import { arcPath, arcSpan, beadAngles, pointAt } from './ring-geometry.ts';
import { useNow } from './use-now.ts';

/** The current epoch as a ring of seven arcs with the time left in its middle and a bead for every contribution. */
export function EpochRing({ epoch }: { epoch: EpochView }) {
  const progress = useProgress(epoch, 500);
  const phase = partWords.phases[epoch.phase];
  const label = partWords.ring.describe(
    epoch.epoch,
    epoch.final ? partWords.ring.final : phase,
    progress.secondsLeft === null ? null : formatClock(progress.secondsLeft),
    epoch.submissions.length,
  );
  return (
    <svg
      className="ring ring--large"
      viewBox="-84 -84 168 168"
      role="img"
      aria-label={label}
      data-testid="epoch-ring"
      data-phase={epoch.phase}
    >
      <Arcs radius={70} width={9} arc={progress.arc} fraction={progress.fraction} />
      <Beads epoch={epoch} arc={progress.arc} fraction={progress.fraction} />
      <text className="ring__time" textAnchor="middle" y={progress.secondsLeft === null ? 0 : -2}>
        {progress.secondsLeft === null
          ? partWords.ring.epoch(epoch.epoch)
          : formatClock(progress.secondsLeft)}
      </text>
      <text className="ring__phase" textAnchor="middle" y={18}>
        {epoch.final ? partWords.ring.final : phase}
      </text>
    </svg>
  );
}

/** The same ring, small enough for the status strip; says nothing by itself. */
export function SmallRing({ epoch }: { epoch: EpochView }) {
  const { arc, fraction } = useProgress(epoch, 2_000);
  return (
    <svg className="ring" width="18" height="18" viewBox="-9 -9 18 18" aria-hidden="true">
      <Arcs radius={7.25} width={2.5} arc={arc} fraction={fraction} />
    </svg>
  );
}

function useProgress(epoch: EpochView, everyMs: number) {
  const heardAt = useFrom('system', (s) => s.heardAt);
  const seen = useFrom('system', (s) => s.seenPhase);
  const connected = useFrom('system', (s) => s.connection === 'open');
  const now = useNow(everyMs, connected && !epoch.final && epoch.phaseEndsAt !== null);
  return epochProgress(epoch, seen, (now - heardAt) / 1000);
}

interface ArcsProps {
  radius: number;
  width: number;
  arc: number;
  fraction: number;
}

function Arcs({ radius, width, arc, fraction }: ArcsProps) {
  return (
    <g fill="none" strokeLinecap="round" strokeWidth={width}>
      {EPOCH_PHASES.map((phase, i) => {
        const { from, to } = arcSpan(i, EPOCH_PHASES.length);
        const now = from + (to - from) * Math.max(0.02, fraction);
        return (
          <g key={phase}>
            <path className={i < arc ? 'ring__done' : 'ring__rest'} d={arcPath(radius, from, to)} />
            {i === arc && <path className="ring__now" d={arcPath(radius, from, now)} />}
          </g>
        );
      })}
    </g>
  );
}

function Beads({ epoch, arc, fraction }: { epoch: EpochView; arc: number; fraction: number }) {
  const mineFirst = [...epoch.submissions]
    .sort((a, b) => Number(b.mine) - Number(a.mine))
    .slice(0, MAX_BEADS);
  const span = arcSpan(Math.min(arc, EPOCH_PHASES.length - 1), EPOCH_PHASES.length);
  const angles = beadAngles(span, fraction, mineFirst.length, 0.19);
  return mineFirst
    .map((submission, i) => {
      const { x, y } = pointAt(70, angles[i] ?? span.from);
      const kind = submission.mine ? 'ring__bead ring__bead--mine' : 'ring__bead';
      return <circle key={submission.index} className={kind} cx={x} cy={y} r={submission.mine ? 7 : 5} />;
    })
    .reverse();
}
