import {
  type GossipAttestation,
  gossipAttestationSchema,
} from '../../protocol/attestation/gossip-attestation.ts';
import type { Database } from '../database/open-database.ts';
import { MAX_GOSSIPED_EACH } from './limits.ts';

/**
 * Keeps an attestation of the gossip. One that is there already changes nothing; different ones of the same validator
 * for the same submission are all kept, up to a limit. The secret salt is left out: it stays its owner's until the
 * chain has it.
 *
 * @param at seconds since 1970
 * @returns whether it was new
 */
export function recordGossip(db: Database, value: GossipAttestation, at: number): boolean {
  const { epoch, index, validator, signature, pass, utilityPpm, uniquenessPpm, digest } =
    gossipAttestationSchema.parse(value);
  return db.transaction(() => {
    const known = db.get(
      'SELECT count(*) AS n FROM gossip_attestations WHERE epoch = ? AND position = ? AND validator = ?',
      [epoch, index, validator],
    ) as { n: number };
    if (known.n >= MAX_GOSSIPED_EACH) return false;
    const written = db.run(
      `INSERT OR IGNORE INTO gossip_attestations
        (epoch, position, validator, signature, pass, utility_ppm, uniqueness_ppm, digest, seen_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [epoch, index, validator, signature, pass ? 1 : 0, utilityPpm, uniquenessPpm, digest, at],
    );
    return written > 0;
  });
}
