import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as dagPb from '@ipld/dag-pb';
import type { CID } from 'multiformats/cid';
import type { PeerHost } from '../peers/peer-host.ts';

/** Reproducible bytes, for tests. */
export function testBytes(length: number, seed: number): Uint8Array {
  const out = new Uint8Array(length);
  let x = seed >>> 0 || 1;
  for (let i = 0; i < length; i += 1) {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0;
    out[i] = x >>> 24;
  }
  return out;
}

/** Names of all block files of a host, for tests. */
export function blockFiles(host: PeerHost): string[] {
  return readdirSync(host.blocks.path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.data'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The leaves of the first file of a directory, for tests. */
export function leavesOf(host: PeerHost, root: CID): CID[] {
  const links = (cid: CID): CID[] => {
    const block = host.blocks.inspect(cid);
    if (block.state !== 'valid') throw new Error(`block ${cid.toString()} is ${block.state}`);
    return dagPb.decode(block.bytes).Links.map((link) => link.Hash);
  };
  const [file] = links(root);
  return file === undefined ? [] : links(file);
}
