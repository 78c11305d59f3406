/** A pair of token ids (packed in `key`) and how often it occurs. */
export interface MergeCandidate {
  readonly key: number;
  readonly count: number;
}

/** A binary heap of merge candidates: the highest count first, among equal counts the lowest key. */
export class MergeQueue {
  readonly #heap: MergeCandidate[] = [];

  /** Adds a candidate. */
  push(candidate: MergeCandidate): void {
    const heap = this.#heap;
    let at = heap.push(candidate) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(candidate, heap[parent] as MergeCandidate)) break;
      heap[at] = heap[parent] as MergeCandidate;
      at = parent;
    }
    heap[at] = candidate;
  }

  /** Takes the best candidate out, or returns undefined when there is none. */
  pop(): MergeCandidate | undefined {
    const heap = this.#heap;
    const best = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return best;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      const right = heap[child + 1];
      if (right !== undefined && before(right, heap[child] as MergeCandidate)) child++;
      if (!before(heap[child] as MergeCandidate, last)) break;
      heap[at] = heap[child] as MergeCandidate;
      at = child;
    }
    heap[at] = last;
    return best;
  }
}

function before(a: MergeCandidate, b: MergeCandidate): boolean {
  return a.count > b.count || (a.count === b.count && a.key < b.key);
}
