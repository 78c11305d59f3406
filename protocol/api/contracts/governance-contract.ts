import { oc } from '@orpc/contract';
import { z } from 'zod';
import { bytes32Schema, decimalSchema } from '../../encoding/hex.ts';
import { proposalDocumentSchema } from '../../governance/proposal-document.ts';
import {
  disputeSchema,
  governanceOverviewSchema,
  parameterSchema,
  proposalDetailSchema,
  proposalDraftSchema,
  proposalSchema,
  proposalTemplateSchema,
} from '../governance-schemas.ts';

/** How the joined network's rules change, and what juries rule on. Reading only: what is signed goes through `wallet`. */
export const governanceContract = {
  overview: oc.output(governanceOverviewSchema),
  /** Newest first. */
  proposals: oc.output(z.array(proposalSchema)),
  /** One of them with its document, its calls tried on the newest block, and what this account's vote weighs on it. */
  proposal: oc.input(z.strictObject({ id: decimalSchema })).output(proposalDetailSchema),
  /** Every rule of the network. */
  parameters: oc.output(z.array(parameterSchema)),
  /** Newest first. */
  disputes: oc.output(z.array(disputeSchema)),
  /** The calls of a proposal, tried on the newest block; nothing is sent. */
  draft: oc.input(proposalTemplateSchema).output(proposalDraftSchema),
  /** Keeps a proposal's document here for everybody who asks. */
  writeDocument: oc
    .input(proposalDocumentSchema)
    .output(z.object({ cid: z.string(), digest: bytes32Schema })),
};
