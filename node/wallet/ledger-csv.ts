import type { LedgerEntry } from '../../protocol/api/earn-schemas.ts';
import { isIncome } from '../../protocol/api/earn-schemas.ts';
import { formatLoam } from '../../protocol/chain/loam-amount.ts';

const HEADER = 'time (UTC),kind,income,epoch,amount,unit,direction,other side,block,transaction';
const OUT: ReadonlySet<LedgerEntry['kind']> = new Set(['sent', 'staked', 'bond', 'fine']);

/** Movements as CSV (RFC 4180), one line each. The amounts are exact; nothing in it can be read as a formula. */
export function ledgerCsv(entries: readonly LedgerEntry[]): string {
  const lines = entries.map((entry) =>
    [
      new Date(entry.at * 1000).toISOString(),
      entry.kind,
      isIncome(entry) ? 'yes' : 'no',
      entry.epoch ?? '',
      formatLoam(BigInt(entry.amount)),
      'LOAM',
      OUT.has(entry.kind) ? 'out' : 'in',
      entry.other,
      entry.block,
      entry.transaction,
    ].join(','),
  );
  return `${[HEADER, ...lines].join('\r\n')}\r\n`;
}
