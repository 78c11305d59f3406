import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  type Abi,
  concatHex,
  createPublicClient,
  createWalletClient,
  encodeAbiParameters,
  getContractAddress,
  http,
  keccak256,
  parseEther,
} from 'viem';
import {
  type ContractAddresses,
  constructorArguments,
  DEPLOYMENT_ORDER,
  LOCAL_NETWORK_PARAMETERS,
  type NetworkParameters,
} from '../../protocol/chain/deployment-order.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import {
  epochManagerAbi,
  loamTokenAbi,
  modelRegistryAbi,
  nodeRegistryAbi,
  rewardPoolAbi,
  verdictsAbi,
} from '../../protocol/generated/abis.ts';
import { contractCode } from '../../protocol/generated/bytecode.ts';
import {
  type NetworkDescriptor,
  networkDescriptorSchema,
} from '../../protocol/network/network-descriptor.ts';
import { atomicWrite } from '../data-folder/atomic-write.ts';
import { compareCode } from './compare-code.ts';
import { explainChainError } from './explain-chain-error.ts';
import { LOCAL_CHAIN_ID, MAX_TRANSACTION_GAS } from './limits.ts';
import { localGenesisAccount } from './local-faucet.ts';

const ABIS: Readonly<Record<(typeof DEPLOYMENT_ORDER)[number], Abi>> = {
  LoamToken: loamTokenAbi,
  NodeRegistry: nodeRegistryAbi,
  EpochManager: epochManagerAbi,
  Verdicts: verdictsAbi,
  RewardPool: rewardPoolAbi,
  ModelRegistry: modelRegistryAbi,
};

/** Who gets the supply of a local network at first, wei of LOAM. */
const GENESIS_HOLDER = parseEther('10000000');
const GENESIS_POOL = parseEther('10000000');

/** Settings of {@link deployNetwork}. */
export interface DeployNetworkOptions {
  /** The local chain. */
  readonly url: string;
  /** File that keeps the network's descriptor; a network found there and on the chain is used again. */
  readonly file: string;
  readonly name: string;
  /** Hash of the base model, which becomes version 0. */
  readonly baseModel: Hex;
  readonly bootstrap?: readonly string[];
  readonly parameters?: Partial<NetworkParameters>;
  readonly onStep?: (done: number, of: number) => void;
}

/**
 * Creates the network's contracts on a local chain, in a fixed order from the chain's first development account,
 * and keeps the descriptor in a file. Repeating it is safe: what stands is used again (with the chain's present
 * address), half a deployment is started over with new addresses.
 *
 * @throws LoamError `NETWORK_CODE_DIFFERS` when the contracts at the known addresses are not these, `DEPLOY_FAILED`
 */
export async function deployNetwork(options: DeployNetworkOptions): Promise<NetworkDescriptor> {
  const { url, file, name, baseModel, bootstrap = [] } = options;
  const client = createPublicClient({ transport: http(url), cacheTime: 0, pollingInterval: 50 });
  const codeAt = (address: Hex) => client.getCode({ address });
  try {
    const known = readDescriptor(file);
    if (known !== undefined && known.baseModel === baseModel) {
      const found = await compareCode(known.contracts, codeAt);
      if (found === 'other') {
        throw new LoamError(
          'NETWORK_CODE_DIFFERS',
          'The local network was made by another version of Loam.',
          {
            hint: `Move the folder ${dirname(file)} away to start a new local network.`,
          },
        );
      }
      if (found === 'same') {
        const { bootstrap: _old, rpcUrls: _urls, ...rest } = known;
        return save(file, { ...rest, name, rpcUrls: [url], bootstrap: [...bootstrap] });
      }
    }

    const account = localGenesisAccount();
    const wallet = createWalletClient({ account, transport: http(url) });
    const first = await client.getTransactionCount({ address: account.address, blockTag: 'pending' });
    const addresses = Object.fromEntries(
      DEPLOYMENT_ORDER.map((contract, i) => [
        contract,
        getContractAddress({ from: account.address, nonce: BigInt(first + i) }).toLowerCase(),
      ]),
    ) as ContractAddresses;
    const parameters = { ...LOCAL_NETWORK_PARAMETERS, ...options.parameters };
    const genesis = {
      allocations: [
        { to: account.address, amount: GENESIS_HOLDER },
        { to: addresses.RewardPool, amount: GENESIS_POOL },
      ],
      baseModelDigest: baseModel,
    };
    let block = { number: 0n, hash: '0x' as Hex };
    for (const [i, contract] of DEPLOYMENT_ORDER.entries()) {
      options.onStep?.(i, DEPLOYMENT_ORDER.length);
      const inputs = ABIS[contract].find((item) => item.type === 'constructor')?.inputs ?? [];
      const args = encodeAbiParameters(
        inputs,
        constructorArguments(contract, addresses, parameters, genesis),
      );
      const hash = await wallet.sendTransaction({
        chain: null,
        data: concatHex([contractCode[contract].creation, args]),
        nonce: first + i,
        gas: MAX_TRANSACTION_GAS,
      });
      const receipt = await client.waitForTransactionReceipt({ hash, timeout: 20_000 });
      if (receipt.status !== 'success') {
        throw new LoamError('DEPLOY_FAILED', `The contract ${contract} could not be created.`, {
          data: { contract, hash },
        });
      }
      if (i === 0) block = { number: receipt.blockNumber, hash: receipt.blockHash };
    }
    options.onStep?.(DEPLOYMENT_ORDER.length, DEPLOYMENT_ORDER.length);
    if ((await compareCode(addresses, codeAt)) !== 'same') {
      throw new LoamError('DEPLOY_FAILED', 'The contracts on the chain are not the ones that were sent.');
    }
    return save(file, {
      format: 'loam-network/1',
      id: `local-${keccak256(concatHex([addresses.LoamToken, block.hash])).slice(2, 14)}`,
      name,
      chainId: LOCAL_CHAIN_ID,
      rpcUrls: [url],
      contracts: { ...addresses },
      deploymentBlock: Number(block.number),
      bootstrap: [...bootstrap],
      baseModel,
    });
  } catch (error) {
    throw explainChainError(error);
  }
}

function save(file: string, descriptor: NetworkDescriptor): NetworkDescriptor {
  mkdirSync(dirname(file), { recursive: true });
  const parsed = networkDescriptorSchema.parse(descriptor);
  atomicWrite(file, `${JSON.stringify(parsed, null, 2)}\n`);
  return parsed;
}

/** An unreadable file counts as none: the descriptor can be made again, the stakes on the old one are on the chain. */
function readDescriptor(file: string): NetworkDescriptor | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return networkDescriptorSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
