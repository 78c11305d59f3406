import type { Graph, Value } from '../autodiff/graph.ts';
import type { LlamaConfig } from './config.ts';
import { MASKED } from './forward.ts';
import { ropeTables } from './rope-tables.ts';

/** Rotary tables and causal mask of a run whose length is known only then. */
export interface DynamicPositions {
  /** [T, 1, headDim / 2] */
  readonly cos: Value;
  readonly sin: Value;
  /** [queryGroup · T, keys] */
  readonly mask: Value;
}

/**
 * Emits positions, tables and mask for `ids` [T] that follow a cache of `past` [1, kvHeads, P, headDim] keys
 * (`null`: no cache). Positions past the model's context make the run fail.
 */
export function dynamicPositions(
  g: Graph,
  config: LlamaConfig,
  { ids, past }: { ids: Value; past: Value | null },
): DynamicPositions {
  const half = config.headDim / 2;
  const tables = ropeTables({
    positions: config.contextLength,
    headDim: config.headDim,
    theta: config.ropeTheta,
  });
  const size = (value: Value, axis: number): Value =>
    g.node(
      'Squeeze',
      [g.node('Shape', [value], [1], { start: axis, end: axis + 1 }, 'int64')],
      [],
      {},
      'int64',
    );
  const range = (start: Value, end: Value, name: string): Value =>
    g.node('Range', [start, end, g.int(1)], [name], {}, 'int64');

  const time = size(ids, 0);
  const start = past === null ? g.int(0) : size(past, 2);
  const end = past === null ? time : g.node('Add', [start, time], [], {}, 'int64');
  const keyCount = past === null ? 'T' : 'S';
  const positions = range(start, end, 'T');
  const keys = range(g.int(0), end, keyCount);
  const table = (name: string, data: Float32Array): Value =>
    g.node(
      'Gather',
      [g.initializer(name, [config.contextLength, 1, half], data), positions],
      ['T', 1, half],
      { axis: 0 },
    );

  const later = g.node(
    'Greater',
    [keys, g.node('Unsqueeze', [positions, g.ints([1])], ['T', 1], {}, 'int64')],
    ['T', keyCount],
    {},
    'bool',
  );
  const mask = g.node('Where', [later, g.scalar(MASKED), g.scalar(0)], ['T', keyCount]);
  const group = config.heads / config.kvHeads;
  return {
    cos: table('rope.cos', tables.cos),
    sin: table('rope.sin', tables.sin),
    mask: g.node(
      'Concat',
      Array.from({ length: group }, () => mask),
      ['grouped_time', keyCount],
      { axis: 0 },
    ),
  };
}
