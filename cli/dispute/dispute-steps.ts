import { appeal as sendAppeal } from '../../node/chain/actions/appeal.ts';
import { closeDispute } from '../../node/chain/actions/close-dispute.ts';
import { drawJury } from '../../node/chain/actions/draw-jury.ts';
import { rule as sendRule } from '../../node/chain/actions/rule.ts';
import type { ChainClient } from '../../node/chain/chain-client.ts';
import { type DisputeEntry, readDispute } from '../../node/chain/reads/read-disputes.ts';
import type { RehearsedCall } from '../../node/chain/rehearse.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { confirm } from '../network/confirm.ts';
import { SENDING_OPTIONS } from '../network/network-options.ts';
import { withChain } from '../network/open-chain.ts';
import { parseNumber } from '../network/parse-words.ts';
import { formatTime, printResult } from '../network/print-result.ts';
import { formatLoam } from '../output/amount.ts';
import type { Verb } from '../verb.ts';

/** `loam dispute draw`: the jury that a dispute awaits. */
export const draw = step('draw', 'Draw the jury that a dispute awaits, two blocks after it was asked for.', {
  sentence: ({ id, round }) => `Draws the jury of dispute ${id}, round ${round}. Anyone may.`,
  calls: ({ id }) => [{ contract: 'DisputeCourt', functionName: 'drawJury', args: [id] }],
  async send(chain, { id }) {
    const transaction = await drawJury(chain, { id });
    const { jurors, round, deadline } = await readDispute(chain, id);
    return {
      result: { id, round, jurors, deadline, transaction },
      line:
        jurors.length === 0
          ? `The block that should have drawn it is too long ago, so the jury was asked for anew. Draw it two blocks from now: 'loam dispute draw ${id}'.`
          : `The jury is drawn: ${new Set(jurors).size} jurors, who vote until ${formatTime(deadline)}.`,
    };
  },
});

/** `loam dispute rule`: what the jury's votes come to. */
export const rule = step('rule', 'Count the opened votes of a jury once all are open or the time is over.', {
  sentence: ({ id, round }) => `Counts the votes in dispute ${id}, round ${round}. Anyone may.`,
  calls: ({ id }) => [{ contract: 'DisputeCourt', functionName: 'rule', args: [id] }],
  async send(chain, { id, round }) {
    const { ruling, hash } = await sendRule(chain, { id });
    const { state, deadline } = await readDispute(chain, id);
    const next =
      state === 'appeal'
        ? `The side that lost may appeal until ${formatTime(deadline)}; after that 'loam dispute close ${id}' carries it out.`
        : `A larger jury looks again: 'loam dispute draw ${id}' two blocks from now.`;
    return {
      result: { id, round, ruling, state, deadline, transaction: hash },
      line: `The ruling is '${ruling}'. ${next}`,
    };
  },
});

/** `loam dispute appeal`: to a larger jury, with a larger bond. */
export const appeal = step('appeal', 'Appeal to a larger jury, on the side that lost the last round.', {
  sentence: (dispute) =>
    `Appeals the ruling '${dispute.ruling}' in dispute ${dispute.id}. A bond of ${formatLoam(appealBond(dispute))} is held until the next jury has ruled, and lost if it rules the same.`,
  calls: (dispute, chain) => [
    {
      contract: 'LoamToken',
      functionName: 'approve',
      args: [chain.descriptor.contracts.DisputeCourt, appealBond(dispute)],
    },
    { contract: 'DisputeCourt', functionName: 'appeal', args: [dispute.id] },
  ],
  async send(chain, { id }) {
    const { bond, hash } = await sendAppeal(chain, { id });
    const { round } = await readDispute(chain, id);
    return {
      result: { id, round, bond, transaction: hash },
      line: `The appeal stands. A larger jury can be drawn two blocks from now: 'loam dispute draw ${id}'.`,
    };
  },
});

/** `loam dispute close`: the ruling is carried out and the bonds are paid. */
export const close = step('close', 'Carry out a ruling that nobody can appeal any more, and pay the bonds.', {
  sentence: ({ id, ruling }) => `Closes dispute ${id} and carries out its ruling '${ruling}'. Anyone may.`,
  calls: ({ id }) => [{ contract: 'DisputeCourt', functionName: 'close', args: [id] }],
  async send(chain, { id }) {
    const transaction = await closeDispute(chain, { id });
    const { ruling } = await readDispute(chain, id);
    return {
      result: { id, ruling, transaction },
      line: `Dispute ${id} is closed with the ruling '${ruling}'; who was right has the bond back.`,
    };
  },
});

/** A step of a dispute that is taken when it is due. */
function step(
  name: string,
  summary: string,
  parts: {
    readonly sentence: (dispute: DisputeEntry) => string;
    readonly calls: (dispute: DisputeEntry, chain: ChainClient) => readonly RehearsedCall[];
    readonly send: (
      chain: ChainClient,
      dispute: DisputeEntry,
    ) => Promise<{ readonly result: object; readonly line: string }>;
  },
): Verb {
  return {
    name,
    usage: '<dispute>',
    summary,
    options: SENDING_OPTIONS,
    examples: [`dispute ${name} 7`, `dispute ${name} 7 --yes --json`],
    async run(context) {
      const id = parseNumber(context.words[0], 'dispute');
      return withChain(context, 'send', async (chain) => {
        const dispute = await readDispute(chain, id);
        await confirm(context, chain, parts.sentence(dispute), parts.calls(dispute, chain));
        const { result, line } = await parts.send(chain, dispute);
        printResult(context, result, [line]);
        return EXIT_OK;
      });
    },
  };
}

/** The bond doubles with each round. */
function appealBond({ bond, round }: DisputeEntry): bigint {
  return bond << BigInt(round);
}
