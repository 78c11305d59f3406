import { Sprout } from 'lucide-react';
import type { LearningRun } from '../../../protocol/api/learn-schemas.ts';
import { formatDuration } from '../../parts/format.ts';
import { LossCurve } from '../../parts/loss-curve.tsx';
import type { LiveRun } from '../../stores/learn-store.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { learnWords } from '../../words/learn-words.ts';
import { AskAgain } from './ask-again.tsx';
import { Comparisons } from './comparisons.tsx';
import { isHeld } from './is-held.ts';
import { RunLog } from './run-log.tsx';

/** Learning: its button, its curve while it goes on, and your questions before and after. */
export function LearningBand() {
  const live = useFrom('learn', (s) => s.live);
  const lastRun = useFrom('learn', (s) =>
    s.runs.find(({ state }) => state !== 'running' && state !== 'forgotten'),
  );
  const done = useFrom('learn', (s) => s.runs.find(({ state }) => state === 'done'));
  const paused = useFrom('learn', (s) => s.paused);
  const curve = live?.curve ?? paused?.curve ?? done?.curve ?? [];
  const steps = live === null ? ((paused ?? done)?.curve.at(-1)?.step ?? 0) : live.steps;
  const shownRun = paused?.runId ?? (live === null ? done?.id : undefined);
  return (
    <section className="band" aria-labelledby="learning-title">
      <div className="band__head">
        <h2 id="learning-title">{learnWords.now.title}</h2>
        <span className="space" />
        <LearnButtons live={live !== null} paused={paused !== null} again={done !== undefined} />
      </div>
      {live === null ? (
        <p className="quiet band__lead" aria-live="polite" data-testid="learn-standing">
          {paused === null ? (
            <Standing lastRun={lastRun} />
          ) : (
            learnWords.now.pausedAt[paused.pausedBy ?? 'owner'](paused.step)
          )}
        </p>
      ) : (
        <Progress live={live} />
      )}
      {(live !== null || paused !== null || done !== undefined) && (
        <div className="learning">
          <div className="learning__curve">
            <LossCurve points={curve} steps={steps} />
          </div>
          <div className="learning__side">
            <h3>{learnWords.now.comparisons}</h3>
            {live === null && paused === null && done !== undefined ? (
              <Comparisons comparisons={done.comparisons} />
            ) : (
              <p className="quiet">{learnWords.now.waiting}</p>
            )}
          </div>
        </div>
      )}
      {shownRun !== undefined && <RunLog key={shownRun} runId={shownRun} />}
      {done !== undefined && <AskAgain />}
    </section>
  );
}

function LearnButtons({ live, paused, again }: { live: boolean; paused: boolean; again: boolean }) {
  const learn = useFrom('learn', (s) => s.learn);
  const pause = useFrom('learn', (s) => s.pause);
  const resume = useFrom('learn', (s) => s.resume);
  const cancel = useFrom('learn', (s) => s.cancel);
  const change = useFrom('learn', (s) => s.setSchedule);
  const busy = useFrom('learn', (s) => s.busy);
  const schedule = useFrom('learn', (s) => s.auto?.schedule);
  const pending = useFrom('learn', (s) =>
    s.lessons.some((lesson) => lesson.learnedAt === null && !isHeld(lesson)),
  );
  const any = useFrom('learn', (s) => s.lessons.length > 0);
  const connected = useFrom('system', (s) => s.connection === 'open');
  if (live || paused) {
    return (
      <span className="row">
        {live && schedule?.enabled === true && !schedule.paused && (
          <button
            type="button"
            className="button"
            disabled={schedule.pauseAfterRun === true}
            title={schedule.pauseAfterRun === true ? learnWords.now.finishing : undefined}
            onClick={() => void change({ pauseAfterRun: true })}
          >
            {schedule.pauseAfterRun === true ? learnWords.now.finishing : learnWords.now.finish}
          </button>
        )}
        <button
          type="button"
          className={live ? 'button' : 'button button--primary'}
          data-testid={live ? 'learn-pause' : 'learn-resume'}
          disabled={busy || !connected}
          onClick={() => void (live ? pause() : resume())}
        >
          {live ? learnWords.now.pause : learnWords.now.goOn}
        </button>
        <button
          type="button"
          className="button"
          data-testid="learn-cancel"
          disabled={!connected}
          onClick={() => void cancel()}
        >
          {live ? learnWords.now.cancel : learnWords.now.giveUp}
        </button>
      </span>
    );
  }
  return (
    <button
      type="button"
      className={pending ? 'button button--primary' : 'button'}
      data-testid="learn-start"
      disabled={!any || busy || !connected}
      onClick={() => void learn()}
    >
      <Sprout size={16} aria-hidden="true" />
      {again && !pending ? learnWords.now.startAgain : learnWords.now.start}
    </button>
  );
}

/** Where learning stands while nothing is going on. */
function Standing({ lastRun }: { lastRun: LearningRun | undefined }) {
  const lessons = useFrom('learn', (s) => s.lessons);
  const fresh = lessons.filter((lesson) => lesson.learnedAt === null && !isHeld(lesson)).length;
  if (lastRun?.state === 'failed') return learnWords.now.failed(lastRun.error);
  if (lastRun?.state === 'cancelled') return learnWords.now.cancelled;
  if (lessons.length === 0) return `${learnWords.now.idle} ${learnWords.now.needsLesson}`;
  if (fresh > 0) return lastRun === undefined ? learnWords.now.idle : learnWords.now.newLessons(fresh);
  return lastRun === undefined
    ? learnWords.now.allLearned
    : learnWords.now.done(lastRun.lessons, lastRun.practiceItems);
}

function Progress({ live }: { live: LiveRun }) {
  const stage = learnWords.now.stages[live.stage];
  const parts = [
    stage,
    ...(live.stage === 'training' && live.steps > 0 ? [learnWords.now.step(live.step, live.steps)] : []),
    ...(live.etaMs === null ? [] : [learnWords.now.left(formatDuration(live.etaMs))]),
    ...(live.savedStep > 0 ? [learnWords.now.saved(live.savedStep)] : []),
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
