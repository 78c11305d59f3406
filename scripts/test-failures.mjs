/** Names that fit, with the table and the counts, into the last 25 lines, which is all that some CI shows. */
const MAX_LINES = 20;
const MAX_CHARS = 200;

/**
 * What failed, one line a name: `FAILED units: file > test name`. Stages share the lines evenly.
 * @param {readonly { name: string, failures: readonly string[] }[]} results one per stage
 * @returns {string[]} at most 20 lines
 */
export function failureLines(results) {
  const broken = results.filter(({ failures }) => failures.length > 0);
  const share = Math.max(1, Math.floor(MAX_LINES / Math.max(1, broken.length)));
  return broken.flatMap(({ name, failures }) => {
    const shown = failures.length > share ? failures.slice(0, share - 1) : failures;
    const rest = failures.length - shown.length;
    const lines = shown.map((failure) => failure.replace(/\s+/g, ' ').trim().slice(0, MAX_CHARS));
    return [...lines, ...(rest > 0 ? [`${shown.length > 0 ? 'and ' : ''}${rest} more`] : [])].map(
      (line) => `FAILED ${name}: ${line}`,
    );
  });
}
