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

/** Pixels of a layer by how much was merged into it: grows with the root, so that a large one stays on the screen. */
export function layerHeight(merged: number): number {
  return Math.round(Math.min(160, 56 + 12 * Math.sqrt(merged)));
}

/** A crack down the middle of layer `index`; always the same for the same layer. */
export function crackPath(index: number, width: number, height: number): string {
  const random = sequence(index * 104_729 + 3);
  let x = width * (0.4 + random() * 0.2);
  let path = `M${fixed(x)} ${2 * WAVE_PX}`;
  for (let y = 2 * WAVE_PX + 10; y < height; y += 10) {
    x += (random() - 0.5) * 22;
    path += `L${fixed(x)} ${y}`;
  }
  return path;
}

/** Places of `count` grains in a layer, away from its edges and its words; always the same for the same layer. */
export function grainsOf(index: number, count: number, width: number, height: number): Grain[] {
  const random = sequence(index * 7919 + 17);
  const inner = { left: width * 0.3, width: width * 0.32, top: 2 * WAVE_PX + 8 };
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
