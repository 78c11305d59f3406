import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { concatHex, createPublicClient, http, keccak256 } from 'viem';
import { LOCAL_NETWORK_PARAMETERS } from '../../protocol/chain/local-parameters.ts';
import { changeParameters, type ParameterChanges } from '../../protocol/chain/network-parameters.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import {
  type NetworkDescriptor,
  networkDescriptorSchema,
} from '../../protocol/network/network-descriptor.ts';
import { atomicWrite } from '../data-folder/atomic-write.ts';
import { compareCode } from './deployment/compare-code.ts';
import { type DeployedContracts, deployContracts } from './deployment/deploy-contracts.ts';
import { explainChainError } from './explain-chain-error.ts';
import { DEPLOY_POLL_MS, LOCAL_CHAIN_ID } from './limits.ts';
import { localGenesisAccount } from './local-faucet.ts';

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
  /** Rules that differ from those of a usual local network. */
  readonly parameters?: ParameterChanges;
  readonly onStep?: (done: number, of: number) => void;
}

/**
 * Creates the network's contracts on a local chain, in a fixed order from the chain's first development account,
 * and keeps the descriptor in a file. Repeating it is safe: what stands is used again (with the chain's present
 * address), half a deployment goes on where it stopped.
 *
 * @throws LoamError `NETWORK_CODE_DIFFERS` when the contracts at the known addresses are not these, `DEPLOY_FAILED`,
 * `DEPLOY_DIFFERS`
 */
export async function deployNetwork(options: DeployNetworkOptions): Promise<NetworkDescriptor> {
  const { url, file, name, baseModel, bootstrap = [] } = options;
  const client = createPublicClient({ transport: http(url), cacheTime: 0, pollingInterval: DEPLOY_POLL_MS });
  const known = readDescriptor(file);
  if (known !== undefined && known.baseModel === baseModel) {
    const found = await compareCode(known.contracts, (address) => client.getCode({ address })).catch(
      (error: unknown) => {
        throw explainChainError(error);
      },
    );
    if (found === 'other') {
      throw new LoamError('NETWORK_CODE_DIFFERS', 'The local network was made by another version of Loam.', {
        hint: `Move the folder ${dirname(file)} away to start a new local network.`,
      });
    }
    if (found === 'same') {
      const { bootstrap: _old, rpcUrls: _urls, ...rest } = known;
      return saveDescriptor(file, { ...rest, name, rpcUrls: [url], bootstrap: [...bootstrap] });
    }
  }
  const deployed = await deployContracts({
    client,
    account: localGenesisAccount(),
    parameters: changeParameters(LOCAL_NETWORK_PARAMETERS, options.parameters ?? {}),
    baseModel,
    journal: `${file}.deploying`,
    resume: true,
    onStep: (step) => {
      if (step.type === 'contract') options.onStep?.(step.done, step.of);
    },
  });
  const { length } = deployed.plan.contracts;
  options.onStep?.(length, length);
  const descriptor = describeNetwork(deployed, {
    prefix: 'local',
    name,
    chainId: LOCAL_CHAIN_ID,
    url,
    baseModel,
  });
  return saveDescriptor(file, { ...descriptor, bootstrap: [...bootstrap] });
}

/** The descriptor of a network that was just created. @param prefix what its id begins with */
export function describeNetwork(
  { plan, block }: DeployedContracts,
  about: {
    readonly prefix: string;
    readonly name: string;
    readonly chainId: number;
    readonly url: string;
    readonly baseModel: Hex;
  },
): NetworkDescriptor {
  const { prefix, name, chainId, url, baseModel } = about;
  return {
    format: 'loam-network/1',
    id: `${prefix}-${keccak256(concatHex([plan.addresses.LoamToken, block.hash])).slice(2, 14)}`,
    name,
    chainId,
    rpcUrls: [url],
    contracts: { ...plan.addresses },
    deploymentBlock: Number(block.number),
    bootstrap: [],
    baseModel,
  };
}

/** Writes a descriptor to a file and returns it. */
export function saveDescriptor(file: string, descriptor: NetworkDescriptor): NetworkDescriptor {
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
