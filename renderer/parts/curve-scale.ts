import type { CurvePoint } from '../../protocol/api/learn-schemas.ts';

/** Where a chart's plot lies inside its drawing, pixels. */
export interface PlotBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Functions from numbers to pixels, and the numbers to name at the side. */
export interface CurveScale {
  readonly x: (step: number) => number;
  readonly y: (loss: number) => number;
  /** Losses at the grid lines, ascending from 0. */
  readonly ticks: readonly number[];
}

/**
 * Scale of a loss curve: steps from 0 to `steps`, losses from 0 to a round number above the largest.
 * Points that are not finite are ignored.
 */
export function curveScale(points: readonly CurvePoint[], steps: number, box: PlotBox): CurveScale {
  const losses = points.flatMap((p) => [p.loss, p.heldOutLoss ?? 0]).filter(Number.isFinite);
  const step = niceStep(Math.max(...losses, 0.1) / 5);
  const top = step * Math.max(1, Math.ceil(Math.max(...losses, 0.1) / step - 1e-9));
  const last = Math.max(1, steps, ...points.map((p) => p.step));
  return {
    x: (at) => box.left + (at / last) * box.width,
    y: (loss) => box.top + (1 - loss / top) * box.height,
    ticks: Array.from({ length: Math.round(top / step) + 1 }, (_, i) => Number((i * step).toPrecision(6))),
  };
}

/** SVG path through the points; empty for less than one point. */
export function linePath(points: readonly { readonly x: number; readonly y: number }[]): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

/** The running mean of `values` that forgets with `keep` (0 … 1) per step; the first values are not pulled to 0. */
export function smooth(values: readonly number[], keep: number): number[] {
  let sum = 0;
  let weight = 0;
  return values.map((value) => {
    sum = sum * keep + value;
    weight = weight * keep + 1;
    return sum / weight;
  });
}

/** At most `most` of the points, evenly chosen, first and last among them. */
export function thin<T>(points: readonly T[], most: number): readonly T[] {
  if (points.length <= most) return points;
  const every = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => points[Math.round(i * every)] as T);
}

/** The smallest of 1, 2, 2.5, 5 times a power of ten that is not below `least`. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return (([1, 2, 2.5, 5] as const).find((m) => m * power >= least * (1 - 1e-9)) ?? 10) * power;
}
