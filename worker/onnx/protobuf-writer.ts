const encoder = new TextEncoder();

/** Writes the protocol-buffers wire format: fields are appended in the order of the calls. */
export class ProtobufWriter {
  #parts: Uint8Array[] = [];
  #length = 0;

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /** Field of type int32, int64, bool or enum. Negative numbers become ten-byte two's complement varints. */
  int(field: number, value: number | bigint): this {
    this.#tag(field, 0);
    return this.#varint(value);
  }

  /** Field of type float (32 bits, little-endian). */
  float(field: number, value: number): this {
    this.#tag(field, 5);
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    return this.#push(bytes);
  }

  /** Field of type bytes. The array is referenced, not copied, until {@link finish}. */
  bytes(field: number, value: Uint8Array): this {
    this.#tag(field, 2);
    this.#varint(value.length);
    return this.#push(value);
  }

  /** Field of type string (UTF-8). */
  string(field: number, value: string): this {
    return this.bytes(field, encoder.encode(value));
  }

  /** Embedded message. */
  message(field: number, value: ProtobufWriter): this {
    this.#tag(field, 2);
    this.#varint(value.#length);
    for (const part of value.#parts) this.#parts.push(part);
    this.#length += value.#length;
    return this;
  }

  /** The message as one array. */
  finish(): Uint8Array {
    const out = new Uint8Array(this.#length);
    let offset = 0;
    for (const part of this.#parts) {
      out.set(part, offset);
      offset += part.length;
    }
    return out;
  }

  #tag(field: number, wireType: number): void {
    this.#varint(field * 8 + wireType);
  }

  #varint(value: number | bigint): this {
    let rest = BigInt.asUintN(64, BigInt(value));
    const bytes: number[] = [];
    while (rest >= 128n) {
      bytes.push(Number(rest & 127n) | 128);
      rest >>= 7n;
    }
    bytes.push(Number(rest));
    return this.#push(Uint8Array.from(bytes));
  }

  #push(bytes: Uint8Array): this {
    this.#parts.push(bytes);
    this.#length += bytes.length;
    return this;
  }
}
