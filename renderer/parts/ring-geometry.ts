/** A point in a ring's own coordinates: the middle is 0, 0, y grows downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Radians left free between two arcs, measured from the middle of their round ends. */
const GAP = 0.22;

/** Where arc `index` of `count` begins and ends, radians clockwise from the top. */
export function arcSpan(index: number, count: number): { readonly from: number; readonly to: number } {
  const turn = (2 * Math.PI) / count;
  return { from: index * turn + GAP / 2, to: (index + 1) * turn - GAP / 2 };
}

/** The point at `angle` (radians clockwise from the top) on a circle of `radius`. */
export function pointAt(radius: number, angle: number): Point {
  return { x: round(radius * Math.sin(angle)), y: round(-radius * Math.cos(angle)) };
}

/** SVG path of the circle's part between two angles; less than a half turn. */
export function arcPath(radius: number, from: number, to: number): string {
  const [start, end] = [pointAt(radius, from), pointAt(radius, to)];
  return `M${start.x} ${start.y}A${radius} ${radius} 0 0 1 ${end.x} ${end.y}`;
}

/**
 * Angles of `beads` beads on the arc `span`, the first at the share `fraction` of it, the others behind it in
 * equal steps that never leave the arc.
 */
export function beadAngles(
  span: { readonly from: number; readonly to: number },
  fraction: number,
  beads: number,
  step: number,
): number[] {
  const head = span.from + (span.to - span.from) * clamp01(fraction);
  const room = beads > 1 ? Math.min(step, (span.to - span.from) / (beads - 1)) : 0;
  const first = Math.max(head, Math.min(span.to, span.from + room * (beads - 1)));
  return Array.from({ length: beads }, (_, i) => first - i * room);
}

/** `value` held between 0 and 1; not a number counts as 0. */
export function clamp01(value: number): number {
  return value > 0 ? Math.min(1, value) : 0;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000 + 0;
}
