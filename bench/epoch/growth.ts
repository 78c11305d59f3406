/** A cost at one size of the network. */
export interface CostAt {
  readonly nodes: number;
  readonly cost: number;
}

/**
 * Exponent e of the power law `cost = c · nodes^e` that lies closest to the points by least squares of the logarithms:
 * 0 does not grow, 1 grows as the network does, 2 as its square.
 *
 * @returns NaN for fewer than two sizes, or a cost of 0
 */
export function growthExponent(points: readonly CostAt[]): number {
  const logs = points.map(({ nodes, cost }) => ({ x: Math.log(nodes), y: Math.log(cost) }));
  const x = logs.reduce((sum, p) => sum + p.x, 0) / logs.length;
  const y = logs.reduce((sum, p) => sum + p.y, 0) / logs.length;
  return (
    logs.reduce((sum, p) => sum + (p.x - x) * (p.y - y), 0) / logs.reduce((sum, p) => sum + (p.x - x) ** 2, 0)
  );
}
