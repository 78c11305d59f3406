import type { CurvePoint } from '../../protocol/api/learn-schemas.ts';
import { MAX_CURVE_POINTS } from '../limits.ts';
import { partWords } from '../words/part-words.ts';
import { curveScale, linePath, smooth, thin } from './curve-scale.ts';
import { useWidth } from './use-width.ts';

const HEIGHT = 184;
const MARGIN = { left: 36, right: 12, top: 8, bottom: 24 };

/** Loss over steps: the lessons as a line, held-out questions dashed. @param steps steps of the whole run */
export function LossCurve({ points, steps }: { points: readonly CurvePoint[]; steps: number }) {
  const [ref, width] = useWidth(620);
  const box = {
    left: MARGIN.left,
    top: MARGIN.top,
    width: Math.max(40, width - MARGIN.left - MARGIN.right),
    height: HEIGHT - MARGIN.top - MARGIN.bottom,
  };
  const finite = points.filter((p) => Number.isFinite(p.loss));
  const scale = curveScale(finite, steps, box);
  const last = Math.max(1, steps, finite.at(-1)?.step ?? 0);
  const means = smooth(
    finite.map((p) => p.loss),
    0.8,
  );
  const own = thin(finite, MAX_CURVE_POINTS).map((p) => ({ x: scale.x(p.step), y: scale.y(p.loss) }));
  const mean = thin(
    finite.map((p, i) => ({ x: scale.x(p.step), y: scale.y(means[i] ?? p.loss) })),
    MAX_CURVE_POINTS,
  );
  const held = measured(finite).map((p) => ({ x: scale.x(p.step), y: scale.y(p.heldOutLoss) }));
  const head = mean.at(-1);
  return (
    <figure className="curve" data-testid="learn-curve">
      <div ref={ref}>
        <svg width={width} height={HEIGHT} role="img" aria-label={describe(finite)}>
          {scale.ticks.map((tick) => (
            <g key={tick}>
              <path className="curve__grid" d={`M${box.left} ${scale.y(tick)}H${box.left + box.width}`} />
              <text className="curve__label" x={box.left - 8} y={scale.y(tick) + 4} textAnchor="end">
                {tick}
              </text>
            </g>
          ))}
          <text className="curve__label" x={box.left} y={HEIGHT - 6}>
            {partWords.curve.start}
          </text>
          <text className="curve__label" x={box.left + box.width} y={HEIGHT - 6} textAnchor="end">
            {partWords.curve.end(last)}
          </text>
          <path className="curve__held" d={linePath(held)} />
          <path className="curve__single" d={linePath(own)} />
          <path className="curve__own" d={linePath(mean)} />
          {head !== undefined && <circle className="curve__head" cx={head.x} cy={head.y} r="3.5" />}
        </svg>
      </div>
      <figcaption className="curve__legend">
        <span>
          <Stroke className="curve__own" />
          {partWords.curve.own}
        </span>
        <span>
          <Stroke className="curve__held" />
          {partWords.curve.held}
        </span>
      </figcaption>
    </figure>
  );
}

/** The points at which held-out questions were really asked: repeated numbers between them are left out, except the last. */
function measured(points: readonly CurvePoint[]): readonly { step: number; heldOutLoss: number }[] {
  const known = points.flatMap(({ step, heldOutLoss }) =>
    heldOutLoss === null ? [] : [{ step, heldOutLoss }],
  );
  return known.filter(
    (p, i) => i === 0 || i === known.length - 1 || p.heldOutLoss !== known[i - 1]?.heldOutLoss,
  );
}

function Stroke({ className }: { className: string }) {
  return (
    <svg width="20" height="8" aria-hidden="true">
      <path className={className} d="M1 4H19" />
    </svg>
  );
}

function describe(points: readonly CurvePoint[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return partWords.curve.nothing;
  const held = points.findLast((p) => p.heldOutLoss !== null)?.heldOutLoss ?? null;
  return partWords.curve.describe(first.loss, last.loss, last.step, held);
}
