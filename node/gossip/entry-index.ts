/** What the index knows of one entry. */
export interface IndexedEntry {
  readonly hash: string;
  readonly time: number;
  readonly next: readonly string[];
  /** Who signed it. */
  readonly key: string;
  /** Hash of the signer's identity record. */
  readonly identity: string;
  /** Attestations in it. */
  readonly count: number;
}

/** What one signer wrote. */
export interface Tally {
  entries: number;
  attestations: number;
}

/**
 * The shape of one log, in memory: what builds on what. Everything that synchronising asks is answered from here, so
 * that nothing ever reads the whole log. Holds an entry only together with everything that it builds on.
 */
export class EntryIndex {
  readonly #entries = new Map<string, IndexedEntry>();
  readonly #heads = new Set<string>();
  readonly #tallies = new Map<string, Tally>();
  #attestations = 0;
  #ordered: IndexedEntry[] | undefined = [];

  get size(): number {
    return this.#entries.size;
  }

  /** Attestations in all entries. */
  get attestations(): number {
    return this.#attestations;
  }

  has(hash: string): boolean {
    return this.#entries.has(hash);
  }

  get(hash: string): IndexedEntry | undefined {
    return this.#entries.get(hash);
  }

  /** What a signer wrote so far. */
  tally(key: string): Readonly<Tally> {
    return this.#tallies.get(key) ?? { entries: 0, attestations: 0 };
  }

  /** Adds an entry whose parents are here. */
  add(entry: IndexedEntry): void {
    if (this.#entries.has(entry.hash)) return;
    const last = this.#ordered?.at(-1);
    if (last !== undefined && byClock(last, entry) > 0) this.#ordered = undefined;
    else this.#ordered?.push(entry);
    this.#entries.set(entry.hash, entry);
    this.#heads.add(entry.hash);
    for (const hash of entry.next) this.#heads.delete(hash);
    const tally = this.#tallies.get(entry.key) ?? { entries: 0, attestations: 0 };
    tally.entries += 1;
    tally.attestations += entry.count;
    this.#tallies.set(entry.key, tally);
    this.#attestations += entry.count;
  }

  /** Entries that nothing builds on yet, latest first. */
  heads(): IndexedEntry[] {
    return [...this.#heads]
      .map((hash) => this.#entries.get(hash))
      .filter((entry) => entry !== undefined)
      .sort(byClock)
      .reverse();
  }

  /** Every entry, each after what it builds on; the same on all nodes with the same entries. */
  ordered(): readonly IndexedEntry[] {
    this.#ordered ??= [...this.#entries.values()].sort(byClock);
    return this.#ordered;
  }

  /**
   * Hashes that tell a peer what is here: the heads, then entries ever further back, so that the peer finds one that
   * it knows however far apart the two have drifted.
   */
  known(limit: number): string[] {
    const hashes = new Set(
      this.heads()
        .slice(0, (limit * 2) / 3)
        .map(({ hash }) => hash),
    );
    const ordered = this.ordered();
    for (let step = 0, at = ordered.length - 1; at >= 0 && hashes.size < limit; step += 1) {
      const entry = ordered[at];
      if (entry !== undefined) hashes.add(entry.hash);
      at -= 2 ** (step >> 1);
    }
    return [...hashes];
  }

  /** The entries that somebody lacks who has the `known` ones and what they build on, in order. */
  missing(known: readonly string[]): readonly IndexedEntry[] {
    const theirs = new Set(known.filter((hash) => this.#entries.has(hash)));
    if ([...this.#heads].every((hash) => theirs.has(hash))) return [];
    for (const hash of theirs) for (const next of this.#entries.get(hash)?.next ?? []) theirs.add(next);
    return theirs.size === 0 ? this.ordered() : this.ordered().filter(({ hash }) => !theirs.has(hash));
  }
}

/** Orders entries by their clocks, and by their hashes where these are equal: parents come first. */
export function byClock(
  a: { readonly time: number; readonly hash: string },
  b: { readonly time: number; readonly hash: string },
): number {
  return a.time - b.time || (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0);
}
