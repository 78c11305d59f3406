import type { Graph, Value } from '../graph.ts';
import { gatherRows, reinterpret } from '../primitives.ts';
import { dimAt, sizeAt, staticShape } from '../shape.ts';

/** Rows of `table` [vocab, d] at `ids` [n] (int64): [n, d]. */
export function embedding(g: Graph, table: Value, ids: Value): Value {
  return g.record(gatherRows(g, table, ids), [table], (dy) => [
    sumRowsById(g, dy, ids, staticShape(table.shape)),
  ]);
}

// ScatterElements, because ScatterND with reduction "add" loses updates in onnxruntime when ids repeat and there is
// more than one thread. It adds in the order of the rows.
function sumRowsById(g: Graph, rows: Value, ids: Value, shape: readonly number[]): Value {
  const count = sizeAt(ids.shape, 0);
  const column = reinterpret(g, ids, [count, 1]);
  const width = dimAt(rows.shape, 1);
  const indices = g.node(
    'Expand',
    [column, g.ints([count, sizeAt(rows.shape, 1)])],
    [count, width],
    {},
    'int64',
  );
  const zeros = g.node('ConstantOfShape', [g.ints(shape)], shape, {
    value: { tensor: { name: '', dtype: 'float32', shape: [1], data: new Float32Array(1) } },
  });
  return g.node('ScatterElements', [zeros, indices, rows], shape, { axis: 0, reduction: 'add' });
}
