/** Typed tokens (`12.5`, `12,5`) in wei; null for anything else, for nothing and for more than 18 decimals. */
export function parseLoam(text: string): bigint | null {
  const match = /^(\d{1,30})(?:[.,](\d{1,18}))?$/.exec(text.trim());
  if (match === null) return null;
  const wei = BigInt(match[1] ?? '0') * 10n ** 18n + BigInt((match[2] ?? '').padEnd(18, '0'));
  return wei > 0n ? wei : null;
}
