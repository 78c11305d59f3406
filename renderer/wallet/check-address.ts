import { getAddress } from 'viem';

/** What is wrong with an address to send to, or worth a second look. */
export type AddressTrouble = 'badAddress' | 'badChecksum' | 'zero' | 'own' | 'contract' | 'firstTime';

/** What {@link checkAddress} compares an address with. */
export interface KnownAddresses {
  readonly own: string;
  /** The network's contracts. */
  readonly contracts: readonly string[];
  /** Addresses that something was sent to before. */
  readonly sentTo: readonly string[];
}

/** Looks at an address as it was typed; null when it is known and right. */
export function checkAddress(text: string, known: KnownAddresses): AddressTrouble | null {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) return 'badAddress';
  const lower = text.toLowerCase();
  // All in one case is an address without a checksum, which is allowed.
  if (text !== lower && text.slice(2) !== text.slice(2).toUpperCase() && getAddress(lower) !== text)
    return 'badChecksum';
  const is = (addresses: readonly string[]): boolean =>
    addresses.some((address) => address.toLowerCase() === lower);
  if (/^0x0{40}$/.test(lower)) return 'zero';
  if (is([known.own])) return 'own';
  if (is(known.contracts)) return 'contract';
  return is(known.sentTo) ? null : 'firstTime';
}
