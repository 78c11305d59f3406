/**
 * Lays out rows as a plain text table: left-aligned columns, numbers to the right, two spaces between.
 *
 * @param header column names
 * @param rows cells; missing cells are empty
 */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((name, c) => Math.max(name.length, ...rows.map((row) => (row[c] ?? '').length)));
  const numeric = header.map(
    (_, c) => rows.length > 0 && rows.every((row) => /^[-+≈]?[\d.,]*\s?%?$/.test(row[c] ?? '')),
  );
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, c) => (numeric[c] ? (cells[c] ?? '').padStart(width) : (cells[c] ?? '').padEnd(width)))
      .join('  ')
      .trimEnd();
  return [line(header), widths.map((w) => '─'.repeat(w)).join('  '), ...rows.map(line)].join('\n');
}
