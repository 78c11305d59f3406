import { toFunctionSelector } from 'viem';
import type { SignatureEntry } from '../../protocol/api/audit-schemas.ts';
import type { NetworkDescriptor } from '../../protocol/network/network-descriptor.ts';
import { CONTRACT_ABIS } from '../chain/contract-abis.ts';
import type { KeptSignature } from '../database/signatures.ts';

/** Functions of the contracts by their first four bytes. */
const FUNCTIONS = new Map(
  Object.values(CONTRACT_ABIS).flatMap((abi) =>
    abi.flatMap((item) => (item.type === 'function' ? [[toFunctionSelector(item), item.name] as const] : [])),
  ),
);

/** A signature with names in the place of addresses and selectors, where `network` knows them. */
export function describeSignature(
  kept: KeptSignature,
  network: NetworkDescriptor | undefined,
): SignatureEntry {
  const { id, at, kind, chainId, target, subject, digest } = kept;
  const contract = Object.entries(network?.contracts ?? {}).find(
    ([, address]) => address.toLowerCase() === target?.toLowerCase(),
  );
  return {
    id,
    at,
    kind,
    chainId,
    target,
    contract: contract?.[0] ?? null,
    what: kind === 'transaction' ? (FUNCTIONS.get(subject as `0x${string}`) ?? null) : subject,
    digest,
  };
}
