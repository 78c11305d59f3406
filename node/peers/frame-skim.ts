/** What {@link FrameSkim} tells. What it throws ends the reading. */
export interface FrameListener {
  /** A frame of so many bytes begins. */
  onFrame?(bytes: number): void;
  /** A field of the frame's protobuf message begins. Without this, fields are not looked at. */
  onField?(field: number, bytes: number): void;
}

/** Bits of a length; more are no length of anything. */
const MAX_BITS = 35;

/**
 * Reads the lengths in a stream of length-prefixed messages, and of the fields on their outermost level, wherever the
 * bytes are cut. It looks at a few bytes of each message and keeps none, so that what is too large can be refused when
 * it begins and not after it was received and decoded.
 */
export class FrameSkim {
  readonly #listener: FrameListener;
  #expects: 'frame' | 'tag' | 'size' | 'number' = 'frame';
  #field = 0;
  #left = 0;
  #skip = 0;
  #value = 0;
  #bits = 0;

  constructor(listener: FrameListener) {
    this.#listener = listener;
  }

  /** @throws RangeError for bytes that are no such stream, and what the listener throws. */
  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#skip > 0) {
        const take = Math.min(this.#skip, chunk.length - at);
        at += take;
        this.#skip -= take;
        this.#left -= take;
        continue;
      }
      if (this.#left === 0) this.#expects = 'frame';
      else this.#left -= 1;
      const byte = chunk[at] ?? 0;
      at += 1;
      this.#value += (byte & 127) * 2 ** this.#bits;
      this.#bits += 7;
      if (this.#expects === 'frame' && this.#bits > MAX_BITS) throw new RangeError('a length without end');
      if (this.#bits > MAX_BITS * 2) throw new RangeError('a number without end');
      if (byte < 128) this.#take(this.#value);
    }
  }

  #take(value: number): void {
    this.#value = 0;
    this.#bits = 0;
    if (this.#expects === 'frame') {
      this.#listener.onFrame?.(value);
      this.#left = value;
      if (this.#listener.onField === undefined) this.#skip = value;
      else this.#expects = 'tag';
    } else if (this.#expects === 'tag') {
      this.#field = Math.floor(value / 8);
      const kind = value % 8;
      if (kind === 2) this.#expects = 'size';
      else if (kind === 0) this.#expects = 'number';
      else if (kind === 1 || kind === 5) this.#pass(kind === 1 ? 8 : 4);
      else throw new RangeError(`a field of the kind ${kind}`);
    } else if (this.#expects === 'size') {
      this.#listener.onField?.(this.#field, value);
      this.#pass(value);
    } else this.#expects = 'tag';
  }

  #pass(bytes: number): void {
    if (bytes > this.#left) throw new RangeError('a field that is longer than its message');
    this.#skip = bytes;
    this.#expects = 'tag';
  }
}
