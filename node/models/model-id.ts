import type { Hex } from '../../protocol/encoding/hex.ts';

/** Characters of the hash in an id. */
const HASH_CHARS = 10;
const NAME_CHARS = 40;

/** Id of an added model: its name for people, its hash so that another model is never taken for it. */
export function modelIdFor(name: string, hash: Hex): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, NAME_CHARS);
  return `${plain === '' ? 'model' : plain}-${hash.slice(2, 2 + HASH_CHARS)}`;
}
