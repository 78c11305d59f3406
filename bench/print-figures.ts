import { cpus } from 'node:os';

/** One measured number of a benchmark. */
export interface Figure {
  readonly value: number;
  readonly unit: string;
  /** The same measured or computed another way in this run; null without one. A goal is no reference. */
  readonly reference: number | null;
  /** value / reference. */
  readonly ratio: number | null;
}

/** A figure; the ratio follows from the reference. */
export function figure(value: number, unit: string, reference: number | null = null): Figure {
  const ratio = reference === null || reference === 0 ? null : round(value / reference);
  return { value: round(value), unit, reference: reference === null ? null : round(reference), ratio };
}

/** Prints a table for people, unless `json`, and the result as one line of JSON. */
export function printFigures(name: string, figures: Readonly<Record<string, Figure>>, json: boolean): void {
  if (!json)
    for (const [id, { value, unit, reference }] of Object.entries(figures)) {
      const beside = reference === null ? '' : ` (reference ${reference})`;
      process.stdout.write(`${id.padEnd(40)}${value} ${unit}${beside}\n`);
    }
  const machine = `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, node ${process.version}`;
  process.stdout.write(`${JSON.stringify({ name, figures, machine })}\n`);
}

/** Six significant digits. */
function round(value: number): number {
  return Number(value.toPrecision(6));
}
