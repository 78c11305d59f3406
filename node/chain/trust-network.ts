import { keccak256, stringToHex } from 'viem';
import { type ContractName, DEPLOYMENT_ORDER, MODULE_ORDER } from '../../protocol/chain/deployment-order.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { modelRegistryAbi, modulesAbi } from '../../protocol/generated/abis.ts';
import { contractCode } from '../../protocol/generated/bytecode.ts';
import { getState, setState } from '../database/network-state.ts';
import type { ChainClient } from './chain-client.ts';
import { compareContractCode } from './deployment/compare-code.ts';

const STATE_KEY = 'contracts-checked';

/**
 * Makes sure, before anything is signed for a network, that its contracts are the ones that this build knows: each one's
 * code, the addresses that the network's own directory has, and the base model. Asked once per network, build and set of
 * addresses; the answer is kept in the database.
 *
 * @throws LoamError `NETWORK_CODE_MISSING`, `NETWORK_CODE_DIFFERS`, `NETWORK_ADDRESSES_DIFFER`, `NETWORK_MODEL_DIFFERS`
 */
export async function trustNetwork(chain: ChainClient): Promise<void> {
  const { descriptor, db, memory } = chain;
  const mark = markOf(chain);
  if (memory.trusted === mark) return;
  if (db === undefined || getState(db, descriptor.id, STATE_KEY) !== mark) {
    await checkNetwork(chain);
    if (db !== undefined) setState(db, descriptor.id, STATE_KEY, mark);
  }
  memory.trusted = mark;
}

/** The same check, made now whatever is remembered. @throws LoamError see {@link trustNetwork} */
export async function checkNetwork(chain: ChainClient): Promise<void> {
  await chain.reading(async () => {
    await Promise.all(DEPLOYMENT_ORDER.map((contract) => checkCode(chain, contract)));
    await Promise.all(MODULE_ORDER.map((_, i) => checkAddress(chain, i)));
    await checkModel(chain);
  });
}

async function checkCode(chain: ChainClient, contract: ContractName): Promise<void> {
  const address = chain.descriptor.contracts[contract];
  const found = compareContractCode(contract, await chain.public.getCode({ address }));
  if (found === 'same') return;
  const data = { contract, address };
  if (found === 'missing') {
    throw new LoamError('NETWORK_CODE_MISSING', `There is no contract ${contract} at ${address}.`, {
      hint: 'The network’s file does not fit its chain; ask for a new one. Nothing was signed.',
      data,
    });
  }
  const isReplaced = chain.everyAddress[contract].length > 1;
  throw new LoamError(
    'NETWORK_CODE_DIFFERS',
    isReplaced
      ? `A vote has replaced the contract ${contract} by one that this version of Loam does not know.`
      : `The contract ${contract} at ${address} is not the one that this version of Loam knows.`,
    {
      hint: isReplaced
        ? 'Update Loam. Nothing was signed.'
        : 'Another version of Loam made this network, or somebody imitates it. Nothing was signed.',
      data,
    },
  );
}

/** The directory must name the same contracts, or the file puts parts of two networks together. */
async function checkAddress(chain: ChainClient, i: number): Promise<void> {
  const contract = MODULE_ORDER[i];
  if (contract === undefined) return;
  const { contracts } = chain.descriptor;
  const at = await chain.public.readContract({
    address: contracts.Modules,
    abi: modulesAbi,
    functionName: 'at',
    args: [i],
  });
  if (at.toLowerCase() === contracts[contract].toLowerCase()) return;
  throw new LoamError(
    'NETWORK_ADDRESSES_DIFFER',
    `The network’s own directory has ${contract} at another address than its file.`,
    {
      hint: 'Ask for a new file of the network. Nothing was signed.',
      data: { contract, expected: contracts[contract], actual: at },
    },
  );
}

async function checkModel(chain: ChainClient): Promise<void> {
  const { manifestCid } = await chain.public.readContract({
    address: chain.descriptor.contracts.ModelRegistry,
    abi: modelRegistryAbi,
    functionName: 'version',
    args: [0n],
  });
  if (manifestCid === chain.descriptor.baseModel) return;
  throw new LoamError(
    'NETWORK_MODEL_DIFFERS',
    'The network began with another base model than its file says.',
    {
      hint: 'Ask for a new file of the network. Nothing was signed.',
      data: { expected: chain.descriptor.baseModel, actual: manifestCid },
    },
  );
}

/** Changes with the build's contracts, the chain, the addresses and the base model. */
function markOf({ descriptor }: ChainClient): Hex {
  const { chainId, contracts, baseModel } = descriptor;
  const code = DEPLOYMENT_ORDER.map((name) => contractCode[name].deployedHash);
  const addresses = DEPLOYMENT_ORDER.map((name) => contracts[name].toLowerCase());
  return keccak256(stringToHex(JSON.stringify({ chainId, addresses, baseModel, code })));
}
