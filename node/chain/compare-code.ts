import { hexToBytes, keccak256 } from 'viem';
import { type ContractAddresses, DEPLOYMENT_ORDER } from '../../protocol/chain/deployment-order.ts';
import type { Hex } from '../../protocol/encoding/hex.ts';
import { contractCode } from '../../protocol/generated/bytecode.ts';

/**
 * Compares the code on chain with ours, constructor-set bytes left out.
 *
 * @returns `missing` when any address has no code, `other` when any has different code
 */
export async function compareCode(
  addresses: ContractAddresses,
  codeAt: (address: Hex) => Promise<Hex | undefined>,
): Promise<'same' | 'missing' | 'other'> {
  let same = true;
  for (const contract of DEPLOYMENT_ORDER) {
    const code = await codeAt(addresses[contract]);
    if (code === undefined || code === '0x') return 'missing';
    const bytes = hexToBytes(code);
    for (const { start, length } of contractCode[contract].immutables) bytes.fill(0, start, start + length);
    if (keccak256(bytes) !== contractCode[contract].deployedHash) same = false;
  }
  return same ? 'same' : 'other';
}
