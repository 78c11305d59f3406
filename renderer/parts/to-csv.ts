/**
 * Rows as CSV by RFC 4180, with a line of names first. Cells that a table program would take for a formula get an
 * apostrophe in front.
 */
export function toCsv(
  names: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  return `${[names, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: string | number | null): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
