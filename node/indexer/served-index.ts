import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import { atomicWrite } from '../data-folder/atomic-write.ts';
import { SERVED_INDEX_ANSWER_MS } from './limits.ts';
import { indexFile } from './open-index.ts';

const noteSchema = z.strictObject({
  /** Loopback only: nobody else is asked. */
  origin: z.string().regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/),
});
const statusSchema = z.object({ network: z.string(), chainId: z.number() });

/** Where a node notes that it serves the index of a network. */
function noteFile(dataDir: string, networkId: string): string {
  return join(dirname(indexFile(dataDir, networkId)), `${networkId}.served.json`);
}

/** Notes at which origin this data folder's node serves an index. @returns takes the note away */
export function noteServedIndex(dataDir: string, networkId: string, origin: string): () => void {
  const file = noteFile(dataDir, networkId);
  atomicWrite(file, `${JSON.stringify({ origin })}\n`);
  return () => rmSync(file, { force: true });
}

/** The origin at which a running node of this data folder serves the index; undefined when none answers there. */
export async function findServedIndex(
  dataDir: string,
  { id, chainId }: NetworkDescriptor,
): Promise<string | undefined> {
  try {
    const { origin } = noteSchema.parse(JSON.parse(readFileSync(noteFile(dataDir, id), 'utf8')));
    const signal = AbortSignal.timeout(SERVED_INDEX_ANSWER_MS);
    const answer = await fetch(`${origin}/v1/status`, { signal, redirect: 'error' });
    const status = statusSchema.parse(await answer.json());
    return status.network === id && status.chainId === chainId ? origin : undefined;
  } catch {
    // A node that was killed leaves its note behind.
    return undefined;
  }
}
