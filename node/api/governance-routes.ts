import { draftProposal } from '../governance/draft-calls.ts';
import { writeProposalDocument } from '../governance/proposal-documents.ts';
import { readDisputeViews } from '../governance/read-dispute-views.ts';
import { readGovernanceOverview } from '../governance/read-governance-overview.ts';
import { readParameterTable } from '../governance/read-parameter-table.ts';
import { readProposalDetail, readProposalViews } from '../governance/read-proposal-views.ts';
import type { NodeImplementer, NodeParts } from './node-parts.ts';
import { requireSession } from './require-session.ts';

/** The procedures under `governance`: one procedure, one call into one service. */
export function governanceRoutes(os: NodeImplementer, { network }: NodeParts) {
  const session = () => requireSession(network);
  return {
    overview: os.governance.overview.handler(() => readGovernanceOverview(session())),
    proposals: os.governance.proposals.handler(() => readProposalViews(session())),
    proposal: os.governance.proposal.handler(({ input }) => readProposalDetail(session(), BigInt(input.id))),
    parameters: os.governance.parameters.handler(() => readParameterTable(session().chain)),
    disputes: os.governance.disputes.handler(() => readDisputeViews(session().chain, session().address)),
    draft: os.governance.draft.handler(async ({ input }) => draftProposal(session().chain, input)),
    writeDocument: os.governance.writeDocument.handler(({ input }) =>
      writeProposalDocument(session(), input),
    ),
  };
}
