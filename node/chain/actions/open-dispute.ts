import { STAKE_UNIT } from '../../../protocol/chain/loam-amount.ts';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { disputeCourtAbi, parametersAbi } from '../../../protocol/generated/abis.ts';
import type { ChainClient } from '../chain-client.ts';
import { DISPUTE_KINDS, type DisputeKind } from '../disputes.ts';
import { eventOf } from '../event-of.ts';
import { readContract } from '../read-contract.ts';
import { readEvents } from '../read-events.ts';
import { writeWithAllowance } from '../write-with-allowance.ts';

/** What is disputed. */
export interface OpenDisputeArgs {
  readonly kind: DisputeKind;
  /** `verdictSubject(epoch, index)`, or the number of an epoch (manifest), a version, a data set. */
  readonly subject: bigint;
  /** sha2-256 digest of the CID of the evidence. */
  readonly evidenceCid: Hex;
}

/** Opens a dispute, approving its bond first. A jury is drawn some blocks later, by {@link drawJury}. */
export async function openDispute(
  chain: ChainClient,
  args: OpenDisputeArgs,
): Promise<{ id: bigint; bond: bigint; hash: Hex }> {
  const kind = DISPUTE_KINDS.indexOf(args.kind);
  const receipt = await writeWithAllowance(
    chain,
    { spender: 'DisputeCourt', amount: await readDisputeBond(chain, args) },
    {
      contract: 'DisputeCourt',
      abi: disputeCourtAbi,
      functionName: 'open',
      args: [kind, args.subject, args.evidenceCid],
    },
  );
  const { id, bond } = eventOf(receipt, disputeCourtAbi, 'DisputeOpened').args;
  return { id, bond, hash: receipt.transactionHash };
}

/** Wei of LOAM: the rules' bond, doubled for each dispute about the subject that its opener lost. */
export async function readDisputeBond(
  chain: ChainClient,
  args: Pick<OpenDisputeArgs, 'kind' | 'subject'>,
): Promise<bigint> {
  const kind = DISPUTE_KINDS.indexOf(args.kind);
  const { subject } = args;
  const [{ bond }, earlier] = await Promise.all([
    readContract(chain, {
      contract: 'Parameters',
      abi: parametersAbi,
      functionName: 'disputeRules',
      args: [],
    }),
    readEvents(chain, {
      contract: 'DisputeCourt',
      abi: disputeCourtAbi,
      eventName: 'DisputeOpened',
      args: { kind, subject },
    }),
  ]);
  return (bond * STAKE_UNIT) << BigInt(earlier.length);
}
