import { statfsSync } from 'node:fs';
import type { NetworkUse } from '../../protocol/api/network-schemas.ts';
import type { NodeContext } from '../node-context.ts';
import { readNetworkLimits } from './network-limits.ts';
import type { NetworkSession } from './network-session.ts';

/** What sharing may take of this computer and what it takes now. */
export function readNetworkUse(context: NodeContext, session: NetworkSession | undefined): NetworkUse {
  const usage = session?.artifacts.usage();
  const disk = statfsSync(context.folder.dir);
  return {
    limits: readNetworkLimits(context),
    used: usage === undefined ? null : { bytes: usage.bytes, pinnedBytes: usage.pinnedBytes },
    freeBytes: disk.bavail * disk.bsize,
  };
}
