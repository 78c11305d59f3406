import { isAddressEqual } from 'viem';
import { commitVote, voteCommitment } from '../../node/chain/actions/commit-vote.ts';
import { revealVote } from '../../node/chain/actions/reveal-vote.ts';
import type { ChainClient } from '../../node/chain/chain-client.ts';
import { RULINGS, type Ruling } from '../../node/chain/disputes.ts';
import { jurySalt } from '../../node/chain/jury-salt.ts';
import { readDispute, readDisputes } from '../../node/chain/reads/read-disputes.ts';
import { rehearse } from '../../node/chain/rehearse.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { confirm, ownAddress } from '../network/confirm.ts';
import { ACCOUNT_OPTIONS, SENDING_OPTIONS } from '../network/network-options.ts';
import { withChain } from '../network/open-chain.ts';
import { parseChoice, parseNumber } from '../network/parse-words.ts';
import { formatTime, printResult } from '../network/print-result.ts';
import { formatTable } from '../output/table.ts';
import { type Verb, verbGroup } from '../verb.ts';

type Vote = Exclude<Ruling, 'none'>;
const VOTES = RULINGS.filter((ruling): ruling is Vote => ruling !== 'none');

const duties: Verb = {
  name: 'duties',
  usage: '',
  summary: 'List the disputes in whose jury this account sits now.',
  options: ACCOUNT_OPTIONS,
  examples: ['jury duties', 'jury duties --json'],
  run: (context) =>
    withChain(context, 'account', async (chain) => {
      const own = ownAddress(chain);
      const mine = (await readDisputes(chain))
        .filter(({ state, jurors }) => ['vote', 'reveal'].includes(state) && sits(jurors, own))
        .map(({ id, kind, subject, round, state, deadline }) => ({
          id,
          kind,
          subject,
          round,
          state,
          deadline,
        }));
      const rows = mine.map(({ id, kind, state, round, deadline }) => [
        String(id),
        kind,
        String(round),
        state === 'vote' ? 'vote' : 'open the vote',
        formatTime(deadline),
      ]);
      printResult(context, { account: own, duties: mine }, [
        mine.length === 0
          ? 'No jury waits for this account.'
          : formatTable(['Dispute', 'About', 'Round', 'To do', 'Until'], rows),
      ]);
      return EXIT_OK;
    }),
};

const vote: Verb = {
  name: 'vote',
  usage: '<dispute> <uphold|overturn|deeperAudit>',
  summary: 'Vote as a juror; the vote stays secret until it is opened.',
  options: SENDING_OPTIONS,
  examples: ['jury vote 7 uphold', 'jury vote 7 overturn --yes'],
  async run(context) {
    const id = parseNumber(context.words[0], 'dispute');
    const ruling = parseChoice(context.words[1], VOTES, 'ruling');
    return withChain(context, 'send', async (chain) => {
      const { round } = await readDispute(chain, id);
      const juror = ownAddress(chain);
      const salt = await jurySalt(chain, { id, round });
      await confirm(
        context,
        chain,
        `Votes '${ruling}' in dispute ${id}, round ${round}. Nobody can see it until you open it with 'loam jury reveal ${id}'; who does not open in time is fined.`,
        [
          {
            contract: 'DisputeCourt',
            functionName: 'commitVote',
            args: [id, voteCommitment({ id, ruling, salt, round, juror })],
          },
        ],
      );
      const transaction = await commitVote(chain, { id, ruling, salt });
      printResult(context, { id, round, ruling, transaction }, [
        `The vote is cast. Open it with 'loam jury reveal ${id}' once the votes are opened.`,
      ]);
      return EXIT_OK;
    });
  },
};

const reveal: Verb = {
  name: 'reveal',
  usage: '<dispute>',
  summary: 'Open the vote that this account cast as a juror.',
  options: SENDING_OPTIONS,
  examples: ['jury reveal 7', 'jury reveal 7 --yes --json'],
  async run(context) {
    const id = parseNumber(context.words[0], 'dispute');
    return withChain(context, 'send', async (chain) => {
      const { round } = await readDispute(chain, id);
      const salt = await jurySalt(chain, { id, round });
      const ruling = await findVote(chain, id, salt);
      await confirm(context, chain, `Opens the vote '${ruling}' in dispute ${id}, round ${round}.`, [
        revealCall(chain, id, ruling, salt),
      ]);
      const transaction = await revealVote(chain, { id, ruling, salt });
      printResult(context, { id, round, ruling, transaction }, ['The vote is open.']);
      return EXIT_OK;
    });
  },
};

/** `loam jury`: the duties of jurors. */
export const juryVerb = verbGroup({
  name: 'jury',
  summary: 'See which juries this account sits in, vote, and open votes.',
  subverbs: [duties, vote, reveal],
});

function sits(jurors: readonly `0x${string}`[], own: `0x${string}`): boolean {
  return jurors.some((juror) => isAddressEqual(juror, own));
}

function revealCall(chain: ChainClient, id: bigint, ruling: Vote, salt: string) {
  return {
    contract: 'DisputeCourt',
    functionName: 'revealVote',
    args: [id, ownAddress(chain), RULINGS.indexOf(ruling), salt],
  } as const;
}

/** Which ruling the vote is for: the one that the court would take. @throws LoamError what it says to each of them */
async function findVote(chain: ChainClient, id: bigint, salt: string): Promise<Vote> {
  let refusal: unknown;
  for (const ruling of VOTES) {
    try {
      await rehearse(chain, ownAddress(chain), [revealCall(chain, id, ruling, salt)]);
      return ruling;
    } catch (error) {
      refusal = error;
    }
  }
  throw LoamError.wrap('CHAIN_FAILED', refusal);
}
