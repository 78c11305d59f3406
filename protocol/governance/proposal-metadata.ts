import { z } from 'zod';
import { addressSchema, bytes32Schema, type Hex } from '../encoding/hex.ts';
import { MAX_PROPOSAL_TEXT_CHARS, MAX_PROPOSAL_TITLE_CHARS } from './limits.ts';

const text = z.string().trim().min(1).max(MAX_PROPOSAL_TEXT_CHARS);

/**
 * The document behind a proposal's metadata CID: why, what is expected, how it was tried, how to get from here to there.
 * Voters read it, so every part must say something.
 */
export const proposalMetadataSchema = z.strictObject({
  format: z.literal('loam-proposal/1'),
  title: z.string().trim().min(1).max(MAX_PROPOSAL_TITLE_CHARS),
  rationale: text,
  expectedEffects: text,
  /** What was run to see that it works, and what came out. */
  tests: text,
  /** Steps and data that move; "none" where nothing does. */
  migrationPlan: text,
});

/** A parsed metadata document. */
export type ProposalMetadata = z.infer<typeof proposalMetadataSchema>;

/**
 * The governor's description of a proposal, over whose keccak-256 its number is made. The proposer in it keeps others from
 * proposing the same first.
 * @param metadataCid sha2-256 digest of the document's CIDv1
 */
export function proposalDescription(metadataCid: Hex, proposer: Hex): string {
  const digest = bytes32Schema.parse(metadataCid.toLowerCase());
  return `loam:metadata:${digest}#proposer=${addressSchema.parse(proposer).toLowerCase()}`;
}
