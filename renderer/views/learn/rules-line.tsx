import { SlidersHorizontal } from 'lucide-react';
import type { AutoLearning } from '../../../protocol/api/learn-schemas.ts';
import { formatWhen } from '../../parts/format.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { learnWords } from '../../words/learn-words.ts';

const HOUR_MS = 3_600_000;
/** Hour of the day until which a pause "until tomorrow" lasts. */
const MORNING_HOUR = 8;

/** How learning by itself stands, in one line: why it waits, and what can be done about it. */
export function RulesLine({ onOpen }: { onOpen: () => void }) {
  const auto = useFrom('learn', (s) => s.auto);
  const learn = useFrom('learn', (s) => s.learn);
  const resume = useFrom('learn', (s) => s.resume);
  const idle = useFrom('learn', (s) => s.live === null);
  const paused = useFrom('learn', (s) => s.paused !== null);
  const change = useFrom('learn', (s) => s.setSchedule);
  const words = learnWords.rules;
  if (auto === null) return null;
  const { enabled, paused: off } = auto.schedule;
  const waits = enabled && !off && idle && auto.state === 'waiting' && !auto.may;
  return (
    <div className="band rules-line" data-testid="rules-line" data-state={auto.state}>
      <p className="rules-line__text" aria-live="polite" data-testid="rules-why">
        {whyIn(auto)}
      </p>
      <span className="row">
        {waits && (
          <button
            type="button"
            className="button button--small"
            data-testid="learn-anyway"
            onClick={() => void (paused ? resume() : learn())}
          >
            {words.anyway}
          </button>
        )}
        {enabled && !off && (
          <>
            <button
              type="button"
              className="button button--small"
              data-testid="pause-hour"
              onClick={() => void change({ paused: true, pausedUntil: Date.now() + HOUR_MS })}
            >
              {words.pauseHour}
            </button>
            <button
              type="button"
              className="button button--small"
              onClick={() => void change({ paused: true, pausedUntil: tomorrow(new Date()) })}
            >
              {words.pauseTomorrow}
            </button>
          </>
        )}
        {enabled && off && (
          <button
            type="button"
            className="button button--small"
            data-testid="unpause"
            onClick={() => void change({ paused: false })}
          >
            {words.unpause}
          </button>
        )}
        <button type="button" className="button button--small" data-testid="rules-open" onClick={onOpen}>
          <SlidersHorizontal size={14} aria-hidden="true" />
          {words.open}
        </button>
      </span>
    </div>
  );
}

/** Why it learns or waits, as one sentence in the page's language. */
function whyIn({ state, schedule, waitsFor, may, newLessons }: AutoLearning): string {
  const words = learnWords.rules;
  if (state === 'waiting' && may) return words.ready;
  if (state === 'waiting' && waitsFor !== null)
    return words.waits[waitsFor.rule](schedule.rules, waitsFor.programs);
  if (state === 'collecting')
    return `${words.states.collecting} ${words.collecting(newLessons, schedule.minLessons)}`;
  if (state === 'paused' && schedule.pausedUntil != null)
    return `${words.states.paused} ${words.pausedUntil(formatWhen(schedule.pausedUntil, Date.now()))}`;
  return words.states[state];
}

function tomorrow(now: Date): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING_HOUR).getTime();
}
