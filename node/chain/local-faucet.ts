import { createWalletClient, encodeFunctionData, http, parseEther } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { loamTokenAbi } from '../../protocol/generated/abis.ts';
import type { ChainClient } from './chain-client.ts';
import { LOCAL_CHAIN_ID } from './limits.ts';

/** The development accounts that every local chain starts with; worthless anywhere else. */
const DEVELOPMENT_MNEMONIC = 'test test test test test test test test test test test junk';

/** The account that deploys the local network and holds its first tokens. */
export function localGenesisAccount() {
  return mnemonicToAccount(DEVELOPMENT_MNEMONIC);
}

/**
 * Gives an account of the local network something to start with, from the genesis holder. The chain keeps that
 * account unlocked and numbers its transactions, so several nodes may ask at once.
 *
 * @param args.eth wei, default 10 ETH; @param args.loam wei of LOAM, default none
 * @throws LoamError `FAUCET_NOT_LOCAL` on any other network
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
  const wait = async (hash: Hex) => {
    const receipt = await chain.public.waitForTransactionReceipt({
      hash,
      pollingInterval: 50,
      timeout: 20_000,
    });
    if (receipt.status !== 'success') {
      throw new LoamError('FAUCET_EMPTY', 'The local network has no tokens left to give.');
    }
  };
  await chain.reading(async () => {
    const { eth = parseEther('10'), loam = 0n } = args;
    if (eth > 0n) await wait(await wallet.sendTransaction({ to: args.address, value: eth }));
    if (loam > 0n) {
      const data = encodeFunctionData({
        abi: loamTokenAbi,
        functionName: 'transfer',
        args: [args.address, loam],
      });
      await wait(await wallet.sendTransaction({ to: chain.descriptor.contracts.LoamToken, data }));
    }
  });
}

function isLoopback(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}
