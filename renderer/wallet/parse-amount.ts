import { parseLoam } from '../../protocol/chain/loam-amount.ts';

/**
 * Wei of an amount as people type it, with a point or a comma; null when it is none. Thousands are not grouped: `1,250`
 * could mean two things, so a comma counts as the point.
 */
export function parseAmount(text: string): bigint | null {
  const plain = text.trim().replace(',', '.');
  if (!/^\d{1,26}(\.\d{1,18})?$/.test(plain)) return null;
  const [whole = '0', rest = ''] = plain.split('.');
  const digits = rest.replace(/0+$/, '');
  return parseLoam(`${BigInt(whole)}${digits === '' ? '' : `.${digits}`}`);
}
