import { formatUnits } from 'viem';

/** An amount of LOAM in words, two decimals: `12.40 LOAM`. @param wei decimal text or bigint */
export function formatLoam(wei: string | bigint): string {
  const [whole = '0', fraction = ''] = formatUnits(BigInt(wei), 18).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ' ')}.${`${fraction}00`.slice(0, 2)} LOAM`;
}

/** Parts per million as a percentage with a sign: `+1.80 %`. */
export function formatPpm(ppm: number): string {
  return `${ppm > 0 ? '+' : ''}${(ppm / 10_000).toFixed(2)} %`;
}
