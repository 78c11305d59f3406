import {
  type Abi,
  concatHex,
  decodeFunctionResult,
  encodeAbiParameters,
  encodeFunctionData,
  getContractAddress,
  keccak256,
  slice,
  toHex,
} from 'viem';
import { readArtifact } from '../../contracts/script/artifacts.ts';
import { constructorArguments } from '../../protocol/chain/constructor-arguments.ts';
import {
  type ContractAddresses,
  type ContractName,
  DEPLOYMENT_ORDER,
} from '../../protocol/chain/deployment-order.ts';
import type { NetworkParameters } from '../../protocol/chain/network-parameters.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import type { BenchChain, Call } from './bench-chain.ts';

const DEPLOYER: Hex = '0xdddddddddddddddddddddddddddddddddddddddd';

/** Roles of a node, bits as on chain. */
export const ROLE = { learner: 1, validator: 2, aggregator: 4 } as const;

/** A network with the compiled contracts of this checkout on a {@link BenchChain}. */
export class BenchNetwork {
  readonly addresses: ContractAddresses;
  readonly #chain: BenchChain;

  private constructor(chain: BenchChain, addresses: ContractAddresses) {
    this.#chain = chain;
    this.addresses = addresses;
  }

  static async deploy(chain: BenchChain, parameters: NetworkParameters): Promise<BenchNetwork> {
    const addresses = Object.fromEntries(
      DEPLOYMENT_ORDER.map((name, i) => [name, getContractAddress({ from: DEPLOYER, nonce: BigInt(i) })]),
    ) as unknown as ContractAddresses;
    const genesis = { deployer: DEPLOYER, baseModelDigest: keccak256(toHex('base model')) };
    const network = new BenchNetwork(chain, addresses);
    const calls = DEPLOYMENT_ORDER.map((name) => {
      const inputs = network.abi(name).find((item) => item.type === 'constructor')?.inputs ?? [];
      const args = encodeAbiParameters(inputs, constructorArguments(name, addresses, parameters, genesis));
      return { from: DEPLOYER, data: concatHex([readArtifact(name).creation, args]) };
    });
    await chain.send(calls);
    return network;
  }

  abi(name: ContractName): Abi {
    return readArtifact(name).abi as unknown as Abi;
  }

  /** A call to one contract as a transaction. */
  call(from: Hex, name: ContractName, functionName: string, args: readonly unknown[]): Call {
    const data = encodeFunctionData({ abi: this.#abis(name), functionName, args });
    return { from, to: this.addresses[name], data };
  }

  async read(name: ContractName, functionName: string, args: readonly unknown[]): Promise<unknown> {
    const abi = this.#abis(name);
    const data = encodeFunctionData({ abi, functionName, args });
    const answer = await this.#chain.request('eth_call', [{ to: this.addresses[name], data }, 'latest']);
    return decodeFunctionResult({ abi, functionName, data: answer as Hex });
  }

  /** Registers accounts with a stake, wei each; their numbers follow each other in this order. */
  async register(accounts: readonly Hex[], roles: number, stake: bigint): Promise<void> {
    const { NodeRegistry } = this.addresses;
    await this.#chain.send(accounts.map((to) => this.call(DEPLOYER, 'LoamToken', 'transfer', [to, stake])));
    await this.#chain.send(
      accounts.map((from) => this.call(from, 'LoamToken', 'approve', [NodeRegistry, stake])),
    );
    await this.#chain.send(
      accounts.map((from) => {
        const key = concatHex(['0x02', keccak256(from)]);
        return this.call(from, 'NodeRegistry', 'register', [roles, stake, key]);
      }),
    );
  }

  #abis(name: ContractName): Abi {
    const known = this.#known.get(name) ?? this.abi(name);
    this.#known.set(name, known);
    return known;
  }

  readonly #known = new Map<ContractName, Abi>();
}

/** `count` different accounts. */
export function accounts(name: string, count: number): Hex[] {
  return Array.from({ length: count }, (_, i) => slice(keccak256(toHex(`${name} ${i}`)), 12));
}
