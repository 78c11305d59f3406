/** A grain in a layer, pixels. */
export interface Grain {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

/** Pixels by which a layer's top edge waves up and down. */
export const WAVE_PX = 6;

/**
 * Top edge of layer `index` as an SVG path from left to right, `WAVE_PX` around y = `WAVE_PX`, closed at the
 * bottom. Always the same for the same layer.
 */
export function layerPath(index: number, width: number, height: number): string {
  const points = Array.from({ length: 5 }, (_, i) => ({
    x: (width / 4) * i,
    y: WAVE_PX + WAVE_PX * Math.cos(index * 1.7 + i * 2.2),
  }));
  const [first] = points;
  let path = `M${fixed(first?.x ?? 0)} ${fixed(first?.y ?? 0)}`;
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1], points[i]];
    if (from === undefined || to === undefined) break;
    const middle = (from.x + to.x) / 2;
    path += `C${fixed(middle)} ${fixed(from.y)} ${fixed(middle)} ${fixed(to.y)} ${fixed(to.x)} ${fixed(to.y)}`;
  }
  return `${path}V${height}H0Z`;
}

/** Places of `count` grains in a layer, away from its edges and its words; always the same for the same layer. */
export function grainsOf(index: number, count: number, width: number, height: number): Grain[] {
  const random = sequence(index * 7919 + 17);
  const inner = { left: width * 0.3, width: width * 0.36, top: 2 * WAVE_PX + 8 };
  return Array.from({ length: count }, () => ({
    x: inner.left + random() * inner.width,
    y: inner.top + random() * Math.max(1, height - inner.top - 12),
    r: 4 + random() * 1.5,
  }));
}

/** Numbers in [0, 1) that follow from `seed` alone; only for drawing. */
function sequence(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 16807) % 2147483647;
    return (state - 1) / 2147483646;
  };
}

function fixed(value: number): string {
  return value.toFixed(1);
}
