import type { NodeContext } from '../node-context.ts';

/** Milliseconds between two snapshots of a watched state. */
const WATCH_MS = 250;

/** The state now and whenever it reads differently; nulls are left out. */
export async function* snapshots<T>(
  context: NodeContext,
  signal: AbortSignal | undefined,
  read: () => Promise<T | null>,
): AsyncGenerator<T, void, void> {
  const stop = signal === undefined ? context.stopping : AbortSignal.any([signal, context.stopping]);
  let last = '';
  for await (const _ of context.hub.changes(stop, WATCH_MS)) {
    const state = await read();
    const text = JSON.stringify(state);
    if (state !== null && text !== last) yield state;
    last = text;
  }
}
