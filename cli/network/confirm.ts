import { createInterface } from 'node:readline/promises';
import type { Abi } from 'viem';
import type { ChainClient } from '../../node/chain/chain-client.ts';
import { CONTRACT_ABIS } from '../../node/chain/contract-abis.ts';
import { type RehearsedCall, rehearse } from '../../node/chain/rehearse.ts';
import { wasMade } from '../../node/chain/write-with-allowance.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { VerbContext } from '../verb.ts';

/** The account that a verb signs with. */
export function ownAddress(chain: ChainClient): Hex {
  if (chain.account !== undefined) return chain.account.address;
  throw new LoamError('CHAIN_NO_ACCOUNT', 'This connection to the chain can only read.');
}

/**
 * Before anything is sent: tries the calls without sending them, says what will happen, and asks. When a command that was
 * cut off has made the last of the calls already, it says so and asks nothing: sending answers with that transaction.
 *
 * @param sentence what will happen, in one sentence
 * @throws LoamError what a contract would refuse; `NOT_CONFIRMED` when the answer is no; `CONFIRMATION_NEEDED` when
 * nobody can be asked
 */
export async function confirm(
  { options, json, signal }: VerbContext,
  chain: ChainClient,
  sentence: string,
  calls: readonly RehearsedCall[],
): Promise<void> {
  const last = calls.at(-1);
  if (last !== undefined && wasMade(chain, { ...last, abi: CONTRACT_ABIS[last.contract] as Abi })) {
    process.stderr.write('A command that was cut off has sent this already; it is not sent again.\n');
    return;
  }
  const tried = await rehearse(chain, ownAddress(chain), calls);
  if (options.yes !== true || !json) process.stderr.write(`${sentence}\n`);
  if (tried === 'first')
    process.stderr.write(
      'This chain cannot try all of it beforehand; a step that is refused costs its gas.\n',
    );
  if (options.yes === true) return;
  if (!process.stdin.isTTY) {
    throw new LoamError('CONFIRMATION_NEEDED', 'Nothing was sent: nobody is here to say yes.', {
      hint: 'Add --yes to send without asking.',
    });
  }
  const input = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await input.question('Send it? [y/N] ', { signal });
    if (/^y(es)?$/i.test(answer.trim())) return;
  } finally {
    input.close();
  }
  throw new LoamError('NOT_CONFIRMED', 'Nothing was sent.');
}
