import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { atomicWrite } from '../data-folder/atomic-write.ts';

const addressesSchema = z.strictObject({
  format: z.literal('loam-local-addresses/1'),
  /** Multiaddresses that are called first. */
  bootstrap: z.array(z.string().min(1).max(256)).max(32),
});

const fileOf = (folder: string): string => join(folder, 'addresses.json');

/** Writes down where the members of the local network below `folder` listen; they listen elsewhere after each start. */
export function writeLocalAddresses(folder: string, bootstrap: readonly string[]): void {
  atomicWrite(fileOf(folder), `${JSON.stringify({ format: 'loam-local-addresses/1', bootstrap })}\n`);
}

/** Where the members of a local network listened when it last started; none when that is not known. */
export function readLocalAddresses(folder: string): readonly string[] {
  try {
    return addressesSchema.parse(JSON.parse(readFileSync(fileOf(folder), 'utf8'))).bootstrap;
  } catch {
    return [];
  }
}
