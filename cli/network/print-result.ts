import type { VerbContext } from '../verb.ts';

/** Prints a verb's result: with `--json` one object in which amounts are decimal text, otherwise lines. */
export function printResult({ json }: VerbContext, value: object, lines: readonly string[]): void {
  process.stdout.write(json ? `${jsonLine(value)}\n` : `${lines.join('\n')}\n`);
}

function jsonLine(value: object): string {
  return JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? item.toString() : item));
}

/** A moment on the chain as people read it. @param seconds since 1970; 0 and null: none */
export function formatTime(seconds: number | null): string {
  if (seconds === null || seconds === 0) return '—';
  return `${new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
