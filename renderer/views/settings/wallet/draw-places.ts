/**
 * Some of the numbers from 1 to `of`, each at most once, in ascending order.
 *
 * @param random a number from 0 up to, not including, 1
 */
export function drawPlaces(count: number, of: number, random: () => number = Math.random): number[] {
  const left = Array.from({ length: of }, (_, i) => i + 1);
  const drawn = Array.from({ length: Math.min(count, of) }, () => {
    const [place] = left.splice(Math.floor(random() * left.length), 1);
    return place ?? 1;
  });
  return drawn.sort((a, b) => a - b);
}
