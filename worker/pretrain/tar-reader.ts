const BLOCK_BYTES = 512;

/** Plain files of an unpacked tar archive, by path. */
export function readTar(bytes: Uint8Array): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const text = (start: number, length: number): string =>
    new TextDecoder().decode(bytes.subarray(start, start + length)).split('\0')[0] ?? '';
  for (let at = 0; at + BLOCK_BYTES <= bytes.length && bytes[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12).trim() || '0', 8);
    const kind = text(at + 156, 1);
    const prefix = text(at + 345, 155);
    const name = `${prefix === '' ? '' : `${prefix}/`}${text(at, 100)}`;
    if (kind === '0' || kind === '')
      files.set(name, bytes.subarray(at + BLOCK_BYTES, at + BLOCK_BYTES + size));
    at += BLOCK_BYTES + Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
  }
  return files;
}
