import type { SqlValue } from '../database/open-database.ts';

/**
 * One line of CSV (RFC 4180), every cell quoted, with its line end. Text that a spreadsheet would take for a formula
 * (it begins with = + - @, a tab or a line break) gets a ' in front; numbers stay numbers.
 */
export function csvLine(cells: readonly SqlValue[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: SqlValue): string {
  if (value === null) return '';
  const text = String(value);
  if (/^-?\d+(\.\d+)?$/.test(text)) return text;
  const safe = /^[\s]*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
