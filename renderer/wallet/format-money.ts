import { decimalSign, formatDuration } from '../parts/format.ts';
import { locale } from '../words/language.ts';
import { signWords } from '../words/sign-words.ts';

const WEI = 10n ** 18n;
/** Digits of a fee that say something. */
const FEE_DIGITS = 3;

/** Wei as an exact amount with its unit: `1,250.5 LOAM`. */
export function formatMoney(wei: string, asset: 'loam' | 'native'): string {
  const value = BigInt(wei);
  const rest = (value % WEI).toString().padStart(18, '0').replace(/0+$/, '');
  const whole = (value / WEI).toLocaleString(locale());
  return `${whole}${rest === '' ? '' : decimalSign() + rest} ${unitOf(asset)}`;
}

/** Wei of a fee, rounded to what says something: `0.000212 ETH`. */
export function formatFee(wei: string): string {
  const text = (Number(BigInt(wei)) / 1e18).toLocaleString(locale(), {
    maximumSignificantDigits: FEE_DIGITS,
    maximumFractionDigits: 18,
    roundingPriority: 'lessPrecision',
  });
  return `${text} ${unitOf('native')}`;
}

/** Seconds as a wait in words: `60 seconds`, `14 days`. */
export function formatWait(seconds: number): string {
  const days = seconds / 86_400;
  return days >= 2
    ? signWords.days(days.toLocaleString(locale(), { maximumFractionDigits: 1 }))
    : formatDuration(seconds * 1000);
}

function unitOf(asset: 'loam' | 'native'): string {
  return asset === 'loam' ? 'LOAM' : 'ETH';
}
