import { addStake } from '../../node/chain/actions/add-stake.ts';
import { claim as sendClaim } from '../../node/chain/actions/claim.ts';
import { requestUnbond } from '../../node/chain/actions/request-unbond.ts';
import { withdraw as sendWithdraw } from '../../node/chain/actions/withdraw.ts';
import { readBalances } from '../../node/chain/reads/read-balances.ts';
import { type Claimable, readClaimable } from '../../node/chain/reads/read-claimable.ts';
import { readCurrentEpoch } from '../../node/chain/reads/read-current-epoch.ts';
import { readNode } from '../../node/chain/reads/read-node.ts';
import { claimCalls } from '../../node/wallet/claim-calls.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { confirm, ownAddress } from '../network/confirm.ts';
import { CLAIM_EPOCHS } from '../network/limits.ts';
import { ACCOUNT_OPTIONS, SENDING_OPTIONS } from '../network/network-options.ts';
import { withChain } from '../network/open-chain.ts';
import { parseAmount, parseNumber } from '../network/parse-words.ts';
import { formatTime, printResult } from '../network/print-result.ts';
import { formatLoam, formatPpm } from '../output/amount.ts';
import { type Verb, verbGroup } from '../verb.ts';

const status: Verb = {
  name: 'status',
  usage: '',
  summary: 'Show what this account holds, has staked, and how the network regards it.',
  options: ACCOUNT_OPTIONS,
  examples: ['wallet status', 'wallet status --network network.json --json'],
  run: (context) =>
    withChain(context, 'account', async (chain) => {
      const address = ownAddress(chain);
      const [balances, node] = await Promise.all([readBalances(chain, address), readNode(chain, address)]);
      printResult(context, { network: chain.descriptor.id, address, ...balances, ...node }, [
        `Account     ${address} on ${chain.descriptor.name}`,
        `Holds       ${formatLoam(balances.loam)} and ${formatEth(balances.eth)}`,
        `Staked      ${formatLoam(node.stake)}`,
        `Unbonding   ${formatLoam(node.unbonding)}${node.unbonding === 0n ? '' : `, not before ${formatTime(node.unbondAt)}`}`,
        `Roles       ${node.roles.join(', ') || 'none'}`,
        `Reputation  ${formatPpm(node.reputationPpm)}`,
      ]);
      return EXIT_OK;
    }),
};

const stake: Verb = {
  name: 'stake',
  usage: '<amount>',
  summary: 'Stake more of your LOAM.',
  options: SENDING_OPTIONS,
  examples: ['wallet stake 100', 'wallet stake 0.5 --yes'],
  async run(context) {
    const amount = parseAmount(context.words[0]);
    return withChain(context, 'send', async (chain) => {
      await confirm(
        context,
        chain,
        `Stakes ${formatLoam(amount)} more. Getting it back takes the network's time of unbonding.`,
        [
          {
            contract: 'LoamToken',
            functionName: 'approve',
            args: [chain.descriptor.contracts.NodeRegistry, amount],
          },
          { contract: 'NodeRegistry', functionName: 'addStake', args: [amount] },
        ],
      );
      const transaction = await addStake(chain, { amount });
      printResult(context, { amount, transaction }, [`Staked ${formatLoam(amount)}.`]);
      return EXIT_OK;
    });
  },
};

const unbond: Verb = {
  name: 'unbond',
  usage: '<amount|all>',
  summary: 'Ask for stake back; it can be withdrawn after the time of unbonding.',
  options: SENDING_OPTIONS,
  examples: ['wallet unbond 50', 'wallet unbond all --yes'],
  async run(context) {
    const named = context.words[0] === 'all' ? undefined : parseAmount(context.words[0]);
    return withChain(context, 'send', async (chain) => {
      const own = ownAddress(chain);
      const amount = named ?? (await readNode(chain, own)).stake;
      await confirm(
        context,
        chain,
        `Asks for ${formatLoam(amount)} of stake back. It can still be fined until it is withdrawn.`,
        [{ contract: 'NodeRegistry', functionName: 'requestUnbond', args: [amount] }],
      );
      const transaction = await requestUnbond(chain, { amount });
      const { unbondAt, unbondEpoch } = await readNode(chain, own);
      printResult(context, { amount, unbondAt, unbondEpoch, transaction }, [
        `${formatLoam(amount)} can be withdrawn after ${formatTime(unbondAt)}, once epoch ${unbondEpoch} is final.`,
      ]);
      return EXIT_OK;
    });
  },
};

const withdraw: Verb = {
  name: 'withdraw',
  usage: '',
  summary: 'Withdraw the stake whose time of unbonding is over.',
  options: SENDING_OPTIONS,
  examples: ['wallet withdraw', 'wallet withdraw --yes --json'],
  run: (context) =>
    withChain(context, 'send', async (chain) => {
      const { unbonding } = await readNode(chain, ownAddress(chain));
      await confirm(context, chain, `Withdraws ${formatLoam(unbonding)} to this account.`, [
        { contract: 'NodeRegistry', functionName: 'withdraw', args: [] },
      ]);
      const { amount, hash } = await sendWithdraw(chain);
      printResult(context, { amount, transaction: hash }, [`Withdrew ${formatLoam(amount)}.`]);
      return EXIT_OK;
    }),
};

const claim: Verb = {
  name: 'claim',
  usage: '[epoch]',
  summary: `Claim rewards of one epoch, or of the last ${CLAIM_EPOCHS}.`,
  options: SENDING_OPTIONS,
  examples: ['wallet claim', 'wallet claim 12 --yes'],
  async run(context) {
    const named = context.words[0] === undefined ? undefined : parseNumber(context.words[0], 'epoch');
    return withChain(context, 'send', async (chain) => {
      const account = ownAddress(chain);
      const newest = await readCurrentEpoch(chain);
      const first = newest > BigInt(CLAIM_EPOCHS) ? newest - BigInt(CLAIM_EPOCHS) + 1n : 1n;
      const due: { epoch: bigint; claimable: Claimable }[] = [];
      for (let epoch = named ?? first; epoch <= (named ?? newest); epoch++) {
        const claimable = await readClaimable(chain, epoch, account);
        if (claimable.total > 0n) due.push({ epoch, claimable });
      }
      const total = due.reduce((sum, { claimable }) => sum + claimable.total, 0n);
      if (total === 0n) {
        printResult(context, { amount: 0n, epochs: [] }, ['Nothing waits to be claimed.']);
        return EXIT_OK;
      }
      const epochs = due.map(({ epoch }) => epoch);
      await confirm(
        context,
        chain,
        `Claims ${formatLoam(total)} of ${epochs.length === 1 ? `epoch ${epochs[0]}` : `${epochs.length} epochs`} to this account.`,
        due.flatMap(({ epoch, claimable }) => claimCalls(epoch, account, claimable)),
      );
      let amount = 0n;
      const transactions: string[] = [];
      for (const epoch of epochs) {
        const paid = await sendClaim(chain, { epoch, account });
        amount += paid.amount;
        transactions.push(...paid.hashes);
      }
      printResult(context, { amount, epochs, transactions }, [`Claimed ${formatLoam(amount)}.`]);
      return EXIT_OK;
    });
  },
};

/** `loam wallet`: tokens, stake and rewards of this account. */
export const walletVerb = verbGroup({
  name: 'wallet',
  summary: 'See what this account holds, stake it, get it back, and claim rewards.',
  subverbs: [status, stake, unbond, withdraw, claim],
});

/** An amount of the chain's own currency, two decimals. */
function formatEth(wei: bigint): string {
  return formatLoam(wei).replace(' LOAM', ' ETH');
}
