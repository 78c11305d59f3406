import type { NetworkLimits } from '../../protocol/api/network-schemas.ts';
import { networkLimitsSchema } from '../../protocol/api/network-schemas.ts';
import { ARTIFACT_QUOTA_BYTES } from '../artifacts/limits.ts';
import { getState, setState } from '../database/network-state.ts';
import type { NodeContext } from '../node-context.ts';

/** Where it lies: no network's, but this node's own. */
const PLACE = ['', 'limits'] as const;

/** What artifacts may take here: what the owner chose last, else what the configuration says. */
export function readNetworkLimits({ db, config }: Pick<NodeContext, 'db' | 'config'>): NetworkLimits {
  const kept = getState(db, ...PLACE);
  const parsed = kept === null ? undefined : networkLimitsSchema.safeParse(parseJson(kept));
  if (parsed?.success === true) return parsed.data;
  const {
    quotaBytes = ARTIFACT_QUOTA_BYTES,
    uploadBytesPerSecond = 0,
    downloadBytesPerSecond = 0,
  } = config.artifacts ?? {};
  return { quotaBytes, uploadBytesPerSecond, downloadBytesPerSecond };
}

/** Keeps what the owner chose. */
export function writeNetworkLimits({ db }: Pick<NodeContext, 'db'>, limits: NetworkLimits): void {
  setState(db, ...PLACE, JSON.stringify(limits));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
