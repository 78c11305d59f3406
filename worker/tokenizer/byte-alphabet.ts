/**
 * The printable character that stands for each byte in byte-level BPE vocabularies: printable Latin-1 bytes stand
 * for themselves, the others are moved to U+0100 and up in order.
 */
export const byteCharacters: readonly string[] = makeByteCharacters();

function makeByteCharacters(): string[] {
  let moved = 0;
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xff && byte !== 0xad);
    return String.fromCharCode(printable ? byte : 0x100 + moved++);
  });
}
