import { hexToBytes, keccak256 } from 'viem';
import {
  type ContractAddresses,
  type ContractName,
  DEPLOYMENT_ORDER,
} from '../../../protocol/chain/deployment-order.ts';
import type { Hex } from '../../../protocol/encoding/hex.ts';
import { contractCode } from '../../../protocol/generated/bytecode.ts';

/** Whether the code on chain is ours, constructor-set bytes left out. */
export type CodeComparison = 'same' | 'missing' | 'other';

/** Compares one contract's code on chain with ours. @param code what the chain answers */
export function compareContractCode(contract: ContractName, code: Hex | undefined): CodeComparison {
  if (code === undefined || code === '0x') return 'missing';
  const bytes = hexToBytes(code);
  for (const { start, length } of contractCode[contract].immutables) bytes.fill(0, start, start + length);
  return keccak256(bytes) === contractCode[contract].deployedHash ? 'same' : 'other';
}

/**
 * Compares all contracts of a network.
 *
 * @returns `missing` when any address has no code, `other` when any has different code
 */
export async function compareCode(
  addresses: ContractAddresses,
  codeAt: (address: Hex) => Promise<Hex | undefined>,
): Promise<CodeComparison> {
  let same = true;
  for (const contract of DEPLOYMENT_ORDER) {
    const found = compareContractCode(contract, await codeAt(addresses[contract]));
    if (found === 'missing') return 'missing';
    if (found === 'other') same = false;
  }
  return same ? 'same' : 'other';
}
