import type { Parameter } from '../../../protocol/api/governance-schemas.ts';
import { parameterUnit } from '../../../protocol/chain/parameter-units.ts';
import { formatCount, formatLoam } from '../../parts/format.ts';
import { formatBps, formatSpan } from '../../parts/format-moment.ts';
import { governWords } from '../../words/govern-words.ts';
import { locale } from '../../words/language.ts';
import { ruleWords } from '../../words/rule-words.ts';

/** Wei in one unit of stakes. */
const STAKE_UNIT = 10n ** 12n;

/** What a rule is called and does; a rule that the page does not know keeps its name in the contracts. */
export function ruleText(group: string, name: string): { readonly name: string; readonly does: string } {
  const key = `${group}.${name}`;
  const known = Object.hasOwn(ruleWords, key) ? ruleWords[key as keyof typeof ruleWords] : undefined;
  return { name: known?.[0] ?? name, does: known?.[1] ?? '' };
}

/** A rule's value as people read it, with its unit. */
export function formatRule(name: string, value: string): string {
  const { unit, rules } = governWords;
  switch (parameterUnit(name)) {
    case 'seconds':
      return formatSpan(Number(value));
    case 'ppm':
      return `${(Number(value) / 10_000).toLocaleString(locale(), { maximumFractionDigits: 4 })}%`;
    case 'bps':
      return formatBps(Number(value));
    case 'percent':
      return `${value}%`;
    case 'stake':
      return `${formatLoam((BigInt(value) * STAKE_UNIT).toString())} ${unit}`;
    case 'wei':
      return `${formatLoam(value)} ${unit}`;
    case 'milli':
      return (Number(value) / 1000).toLocaleString(locale());
    case 'list':
      return value.split(',').join(', ');
    case 'curve':
      return rules.curves[Number(value)] ?? value;
    case 'method':
      return rules.methods[Number(value)] ?? value;
    case 'count':
      return formatCount(Number(value));
  }
}

/**
 * What somebody typed as a new value, in the contracts' unit; null when it does not fit. Amounts are typed in LOAM,
 * everything else in the unit that stands beside the field.
 */
export function parseRule(name: string, text: string): string | null {
  const unit = parameterUnit(name);
  const plain = text.trim();
  if (unit === 'list')
    return /^\d{1,3}(\s*,\s*\d{1,3}){0,3}$/.test(plain) ? plain.replaceAll(/\s/g, '') : null;
  if (unit === 'stake' || unit === 'wei') {
    const match = /^(\d{1,12})(?:[.,](\d{1,6}))?$/.exec(plain);
    if (match === null) return null;
    const micro = BigInt(match[1] ?? '0') * 1_000_000n + BigInt((match[2] ?? '').padEnd(6, '0'));
    return String(unit === 'stake' ? micro : micro * STAKE_UNIT);
  }
  return /^\d{1,20}$/.test(plain) ? String(BigInt(plain)) : null;
}

/** The rules whose name or meaning has `text` in it, in the table's order. */
export function findRules(rules: readonly Parameter[], text: string): Parameter[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [...rules];
  return rules.filter(({ group, name }) => {
    const known = ruleText(group, name);
    return [known.name, known.does, name].some((words) => words.toLowerCase().includes(wanted));
  });
}
