const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u02bc\u2032]/g, "'"],
  [/[\u201c\u201d\u2033]/g, '"'],
  [/\s*[\u2014\u2015]\s*/g, ' - '],
  [/[\u2010-\u2013]/g, '-'],
  [/\u2026/g, '...'],
  [/[\u00ad\u200b-\u200f\u2060\ufeff]/g, ''],
  [/[\u00a0\u2000-\u200a\u202f]/g, ' '],
  [/[*_`#]+/g, ''],
];

/** Plain text for training: straight quotes, plain dashes, no markup, single spaces, one paragraph a line. */
export function cleanText(text: string): string {
  let out = text;
  for (const [pattern, replacement] of REPLACEMENTS) out = out.replace(pattern, replacement);
  return out
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** The text as one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replaceAll('\n', ' ');
}

/** The line with a capital letter in front and a full stop behind, where they are missing. */
export function asSentence(line: string): string {
  const text = cleanLine(line);
  const capital = text.slice(0, 1).toUpperCase() + text.slice(1);
  return /[.!?")]$/.test(capital) ? capital : `${capital}.`;
}

/** Whether the text is written in Latin letters only. */
export function isLatin(text: string): boolean {
  return /^[\n\u0020-\u007e\u00a1-\u024f]*$/.test(text);
}

/** A question the way people type it in a hurry: small letters, no mark behind it. */
export function asTyped(line: string): string {
  return line.toLowerCase().replace(/[.?!]+$/, '');
}
