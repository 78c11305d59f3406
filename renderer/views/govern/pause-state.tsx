import { PauseCircle } from 'lucide-react';
import { shorten } from '../../parts/format.ts';
import { formatMoment } from '../../parts/format-moment.ts';
import { useFrom } from '../../stores/use-stores.tsx';
import { governWords } from '../../words/govern-words.ts';
import { useChainNow } from './use-chain-now.ts';

/** Says that settling and merging are paused, by whom and until when; nothing otherwise. */
export function PauseBanner() {
  const pause = useFrom('govern', (s) => s.overview?.pause);
  if (pause?.paused !== true) return null;
  const words = governWords.pause;
  return (
    <div className="band band--notice govern__pause" data-testid="pause">
      <PauseCircle size={20} aria-hidden="true" />
      <div>
        <p className="notice__what">{words.on(formatMoment(pause.until))}</p>
        <p>{words.why}</p>
        <p className="quiet">
          {pause.by.length > 0 && words.by(pause.by.map((one) => shorten(one, 6, 4)).join(', '))}
          {pause.reason !== null && (
            <>
              {' '}
              {words.reason} <span className="mono">{shorten(pause.reason, 10, 6)}</span>
            </>
          )}
        </p>
      </div>
    </div>
  );
}

/** The pause in one line, also when there is none. */
export function PauseLine() {
  const pause = useFrom('govern', (s) => s.overview?.pause);
  const now = useChainNow();
  if (pause === undefined) return null;
  const words = governWords.pause;
  return (
    <p className="quiet" data-testid="pause-line">
      {pause.paused ? words.on(formatMoment(pause.until)) : words.off}
      {!pause.paused && pause.until > 0 && ` ${words.ended(formatMoment(pause.until))}`}
      {pause.restsUntil > now && ` ${words.rests(formatMoment(pause.restsUntil))}`}
    </p>
  );
}
