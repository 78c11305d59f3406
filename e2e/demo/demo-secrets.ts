import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseKeystore, unsealKeystore } from '../../node/keys/keystore-file.ts';

/** A key that must not lie anywhere in plain text. */
export interface Secret {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Opens a data folder's keystore as the node does and returns what is in it. */
export async function readSecrets(folder: string, owner: string): Promise<Secret[]> {
  const sealed = parseKeystore(readFileSync(join(folder, 'keys.json'), 'utf8'));
  const keys = JSON.parse(await unsealKeystore(sealed, readFileSync(join(folder, 'machine.key')))) as Record<
    string,
    string
  >;
  return Object.entries(keys).map(([name, hex]) => {
    if (name === 'words') return { name: `words of ${owner}`, bytes: Buffer.from(hex) };
    const bytes = Buffer.from(hex.slice(2), 'hex');
    // libp2p's envelope of an Ed25519 key is 4 bytes, then the 32 secret ones, then the public half.
    return { name: `${name} key of ${owner}`, bytes: name === 'peer' ? bytes.subarray(4, 36) : bytes };
  });
}

/** Every way in which a key may lie in a file: raw, hexadecimal, base64 at each of its three alignments. */
export function spellings({ bytes }: Secret): Buffer[] {
  const hex = Buffer.from(bytes).toString('hex');
  const base64 = [0, 1, 2].flatMap((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replaceAll('=', '');
    // The characters at both ends depend on the neighbours.
    const inner = padded.slice(offset === 0 ? 0 : offset + 1, -1);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [
    Buffer.from(bytes),
    ...[hex, hex.toUpperCase(), ...base64].map((text) => Buffer.from(text, 'latin1')),
  ];
}

/** Names of the secrets that lie in a file below `folder`, each with the file. */
export function findSecrets(folder: string, secrets: readonly Secret[]): { found: string[]; files: number } {
  const found: string[] = [];
  let files = 0;
  const wanted = secrets.map((secret) => ({ secret, spellings: spellings(secret) }));
  const walk = (dir: string): void => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      const path = join(dir, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() && existsSync(path)) {
        files++;
        const content = readFileSync(path);
        for (const { secret, spellings: texts } of wanted) {
          if (texts.some((text) => content.includes(text)))
            found.push(`${secret.name} in ${relative(folder, path)}`);
        }
      }
    }
  };
  walk(folder);
  return { found, files };
}
