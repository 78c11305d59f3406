import { basename } from 'node:path';
import type { AnsweringAdapter } from '../../protocol/api/chat-schemas.ts';
import type { AdapterStack } from '../learn/adapter-stack.ts';

/** What an adapter stack is to a person: the network's adapter with its version, what was learned here by its run. */
export function nameAdapters(stack: AdapterStack): AnsweringAdapter[] {
  return stack.map(({ dir }) => {
    const folder = basename(dir);
    const network = /^network-(.+)-v(\d{1,9})$/.exec(folder);
    if (network !== null) return { kind: 'network', name: network[1] ?? '', version: Number(network[2]) };
    return { kind: 'personal', name: folder.replace(/^run-/, ''), version: null };
  });
}
