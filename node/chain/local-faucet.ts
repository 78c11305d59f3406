import { setTimeout as sleep } from 'node:timers/promises';
import { createWalletClient, encodeFunctionData, http, parseEther } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { loamTokenAbi } from '../../protocol/generated/abis.ts';
import type { ChainClient } from './chain-client.ts';
import { explainChainError } from './explain-chain-error.ts';
import {
  FAUCET_PAUSE_MS,
  FAUCET_TRIES,
  LOCAL_CHAIN_ID,
  LOCAL_RECEIPT_MS,
  RECEIPT_POLL_MS,
} from './limits.ts';
import { unlessMissing } from './unless-missing.ts';

/** The development accounts that every local chain starts with; worthless anywhere else. */
const DEVELOPMENT_MNEMONIC = 'test test test test test test test test test test test junk';

/** The account that deploys the local network and holds its first tokens. */
export function localGenesisAccount() {
  return mnemonicToAccount(DEVELOPMENT_MNEMONIC);
}

/**
 * Gives an account of the local network something to start with, from the genesis holder, which the chain keeps
 * unlocked. Several nodes may ask at once: a transaction that lost its number to another node's is sent again.
 *
 * @param args.eth wei, default 10 ETH; @param args.loam wei of LOAM, default none
 * @throws LoamError `FAUCET_NOT_LOCAL` on any other network, `FAUCET_EMPTY`, `FAUCET_BUSY`
 */
export async function fundLocalAccount(
  chain: ChainClient,
  args: { readonly address: Hex; readonly eth?: bigint; readonly loam?: bigint },
): Promise<void> {
  const url = chain.descriptor.rpcUrls.find(isLoopback);
  if (chain.descriptor.chainId !== LOCAL_CHAIN_ID || url === undefined) {
    throw new LoamError('FAUCET_NOT_LOCAL', 'Only the local network gives tokens away.', {
      hint: 'Send the account some LOAM and some of the chain’s own currency.',
    });
  }
  const { address: from } = localGenesisAccount();
  const wallet = createWalletClient({ account: from, chain: chain.public.chain, transport: http(url) });
  const { eth = parseEther('10'), loam = 0n } = args;
  try {
    if (eth > 0n) await give(chain, () => wallet.sendTransaction({ to: args.address, value: eth }));
    if (loam === 0n) return;
    const data = encodeFunctionData({
      abi: loamTokenAbi,
      functionName: 'transfer',
      args: [args.address, loam],
    });
    await give(chain, () => wallet.sendTransaction({ to: chain.descriptor.contracts.LoamToken, data }));
  } catch (error) {
    throw explainChainError(error);
  }
}

async function give(chain: ChainClient, send: () => Promise<Hex>): Promise<void> {
  for (let attempt = 0; attempt < FAUCET_TRIES; attempt++) {
    try {
      const outcome = await mined(chain, await send());
      if (outcome === 'success') return;
      if (outcome === 'reverted') {
        throw new LoamError('FAUCET_EMPTY', 'The local network has no tokens left to give.');
      }
    } catch (error) {
      if (!/underpriced|nonce|already (known|imported)/i.test(String(error))) throw error;
    }
    await sleep(FAUCET_PAUSE_MS * (attempt + 1));
  }
  throw new LoamError('FAUCET_BUSY', 'Too many nodes ask the local network for tokens at once.', {
    hint: 'Try again in a moment.',
  });
}

/** How a transaction ended; `lost` when another one with its number took its place. */
async function mined(chain: ChainClient, hash: Hex): Promise<'success' | 'reverted' | 'lost'> {
  for (let waited = 0; waited < LOCAL_RECEIPT_MS; waited += RECEIPT_POLL_MS) {
    const receipt = await chain.public.getTransactionReceipt({ hash }).catch(unlessMissing);
    if (receipt !== undefined) return receipt.status;
    await sleep(RECEIPT_POLL_MS);
    if ((await chain.public.getTransaction({ hash }).catch(unlessMissing)) === undefined) return 'lost';
  }
  return 'lost';
}

function isLoopback(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}
