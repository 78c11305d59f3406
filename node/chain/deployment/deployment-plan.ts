import { type Abi, concatHex, encodeAbiParameters, getContractAddress, keccak256 } from 'viem';
import { constructorArguments } from '../../../protocol/chain/constructor-arguments.ts';
import {
  type ContractAddresses,
  type ContractName,
  DEPLOYMENT_ORDER,
} from '../../../protocol/chain/deployment-order.ts';
import type { NetworkParameters } from '../../../protocol/chain/network-parameters.ts';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { LoamError } from '../../../protocol/errors/loam-error.ts';
import { contractCode } from '../../../protocol/generated/bytecode.ts';
import { CONTRACT_ABIS } from '../contract-abis.ts';

/** What a network begins with. */
export interface NetworkStart {
  readonly parameters: NetworkParameters;
  /** keccak-256 over the base model's files, which becomes version 0. */
  readonly baseModel: Hex;
}

/** One contract to create. */
export interface PlannedContract {
  readonly contract: ContractName;
  readonly nonce: number;
  readonly address: Hex;
  /** Creation code with the constructor's arguments. */
  readonly data: Hex;
}

/** All contracts of a network, each knowing where the others will be. */
export interface DeploymentPlan {
  readonly deployer: Hex;
  readonly firstNonce: number;
  readonly addresses: ContractAddresses;
  readonly contracts: readonly PlannedContract[];
  /** Changes with the code, the parameters, the base model, the deployer and its nonce. */
  readonly hash: Hex;
}

/**
 * Plans a network: an account that sends nothing else creates its contracts at addresses that follow from the account
 * and its count of transactions.
 *
 * @throws LoamError `AMOUNT_FORMAT`, `PARAMETERS_FORMAT` when a value does not fit its place on chain
 */
export function planDeployment(deployer: Hex, firstNonce: number, start: NetworkStart): DeploymentPlan {
  const addresses = Object.fromEntries(
    DEPLOYMENT_ORDER.map((contract, i) => [
      contract,
      getContractAddress({ from: deployer, nonce: BigInt(firstNonce + i) }).toLowerCase(),
    ]),
  ) as ContractAddresses;
  const genesis = { deployer, baseModelDigest: start.baseModel };
  const contracts = DEPLOYMENT_ORDER.map((contract, i): PlannedContract => {
    const inputs = (CONTRACT_ABIS[contract] as Abi).find((item) => item.type === 'constructor')?.inputs ?? [];
    const values = constructorArguments(contract, addresses, start.parameters, genesis);
    return {
      contract,
      nonce: firstNonce + i,
      address: addresses[contract],
      data: concatHex([contractCode[contract].creation, encode(contract, inputs, values)]),
    };
  });
  const hash = keccak256(
    concatHex(contracts.map(({ address, data }) => keccak256(concatHex([address, data])))),
  );
  return { deployer, firstNonce, addresses, contracts, hash };
}

function encode(
  contract: ContractName,
  inputs: Parameters<typeof encodeAbiParameters>[0],
  values: readonly unknown[],
): Hex {
  try {
    return encodeAbiParameters(inputs, values);
  } catch (cause) {
    throw new LoamError('PARAMETERS_FORMAT', `The parameters do not fit the contract ${contract}.`, {
      cause,
    });
  }
}
