import type { Disclosure } from '../../protocol/api/audit-schemas.ts';
import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import type { Database } from '../database/open-database.ts';
import { countSignatures, listSignatures } from '../database/signatures.ts';
import { listTraffic } from '../database/traffic.ts';
import { describeSignature } from './describe-signature.ts';
import { MAX_TRAFFIC_ROWS } from './limits.ts';

/** What the account signed and how many bytes left, as far as this data folder knows. */
export function readDisclosure(
  db: Database,
  network: NetworkDescriptor | undefined,
  page: { readonly before: string | null; readonly limit: number },
): Disclosure {
  return {
    signatures: listSignatures(db, page.before, page.limit).map((kept) => describeSignature(kept, network)),
    signatureCount: countSignatures(db),
    traffic: listTraffic(db, MAX_TRAFFIC_ROWS),
  };
}
