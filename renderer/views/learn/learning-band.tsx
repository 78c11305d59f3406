import { Sprout } from 'lucide-react';
import type { LearningRun } from '../../../protocol/api/learn-schemas.ts';
import { formatDuration } from '../../parts/format.ts';
import { LossCurve } from '../../parts/loss-curve.tsx';
import type { LiveRun } from '../../stores/learn-store.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { learnWords } from '../../words/learn-words.ts';
import { AskAgain } from './ask-again.tsx';
import { Comparisons } from './comparisons.tsx';

const words = learnWords.now;

/** Learning: its button, its curve while it goes on, and your questions before and after. */
export function LearningBand() {
  const live = useFrom('learn', (s) => s.live);
  const lastRun = useFrom('learn', (s) => s.runs.find(({ state }) => state !== 'running'));
  const done = useFrom('learn', (s) => s.runs.find(({ state }) => state === 'done'));
  const elsewhere = useFrom('system', (s) => s.status?.learning.state === 'learning') && live === null;
  const curve = live?.curve ?? done?.curve ?? [];
  const steps = live === null ? (done?.curve.at(-1)?.step ?? 0) : live.steps;
  return (
    <section className="band" aria-labelledby="learning-title">
      <div className="band__head">
        <h2 id="learning-title">{words.title}</h2>
        <span className="space" />
        <LearnButtons live={live !== null} blocked={elsewhere} again={done !== undefined} />
      </div>
      {live === null ? (
        <p className="quiet band__lead" aria-live="polite">
          {elsewhere ? words.elsewhere : <Standing lastRun={lastRun} />}
        </p>
      ) : (
        <Progress live={live} />
      )}
      {(live !== null || done !== undefined) && (
        <div className="learning">
          <div className="learning__curve">
            <LossCurve points={curve} steps={steps} />
          </div>
          <div className="learning__side">
            <h3>{words.comparisons}</h3>
            {live === null && done !== undefined ? (
              <Comparisons comparisons={done.comparisons} />
            ) : (
              <p className="quiet">{words.waiting}</p>
            )}
          </div>
        </div>
      )}
      {done !== undefined && <AskAgain />}
    </section>
  );
}

function LearnButtons({ live, blocked, again }: { live: boolean; blocked: boolean; again: boolean }) {
  const learn = useFrom('learn', (s) => s.learn);
  const cancel = useFrom('learn', (s) => s.cancel);
  const pending = useFrom('learn', (s) => s.lessons.some(({ learnedAt }) => learnedAt === null));
  const any = useFrom('learn', (s) => s.lessons.length > 0);
  const connected = useFrom('system', (s) => s.connection === 'open');
  if (live) {
    return (
      <button type="button" className="button" data-testid="learn-cancel" onClick={cancel}>
        {words.cancel}
      </button>
    );
  }
  return (
    <button
      type="button"
      className={pending ? 'button button--primary' : 'button'}
      data-testid="learn-start"
      disabled={!any || blocked || !connected}
      onClick={() => void learn()}
    >
      <Sprout size={16} aria-hidden="true" />
      {again && !pending ? words.startAgain : words.start}
    </button>
  );
}

/** Where learning stands while nothing is going on. */
function Standing({ lastRun }: { lastRun: LearningRun | undefined }) {
  const lessons = useFrom('learn', (s) => s.lessons);
  const fresh = lessons.filter(({ learnedAt }) => learnedAt === null).length;
  if (lastRun?.state === 'failed') return words.failed(lastRun.error);
  if (lastRun?.state === 'cancelled') return words.cancelled;
  if (lessons.length === 0) return `${words.idle} ${words.needsLesson}`;
  if (fresh > 0) return lastRun === undefined ? words.idle : words.newLessons(fresh);
  return lastRun === undefined ? words.allLearned : words.done(lastRun.lessons, lastRun.practiceItems);
}

function Progress({ live }: { live: LiveRun }) {
  const stage = words.stages[live.stage];
  const parts = [
    stage,
    ...(live.stage === 'training' && live.steps > 0 ? [words.step(live.step, live.steps)] : []),
    ...(live.etaMs === null ? [] : [words.left(formatDuration(live.etaMs))]),
  ];
  return (
    <div className="learning__progress" data-testid="learn-progress">
      <p className="tabular">{parts.join(' · ')}</p>
      <progress
        className="bar"
        aria-label={stage}
        {...(live.stage === 'training' && live.steps > 0 ? { max: live.steps, value: live.step } : {})}
      />
    </div>
  );
}
