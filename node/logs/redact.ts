import { wordlist } from '@scure/bip39/wordlists/english';

const WORDS = new Set(wordlist);
/** Words of the list in a row that no sentence has by chance. */
const SUSPICIOUS_WORDS = 6;

const HIDDEN = '[hidden]';
/** Hashes and private keys look alike: what is shown of either tells it apart in a log and opens nothing. */
const LONG_HEX = /(?<![0-9a-fA-F])([0-9a-fA-F]{8})[0-9a-fA-F]{48,}/g;
const CREDENTIALS = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi;
const NAMED_VALUE =
  /\b(pass(?:word|phrase)?|secret|token|api[-_]?key|private[-_]?key|mnemonic|authorization)(["']?\s*[=:]\s*["']?)(bearer\s+)?[^\s"'&,;}]+/gi;
const LONG_BASE64 = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{43,}={0,2}/g;
/** Names of peers and content are long too, and public. */
const PUBLIC_NAME =
  /^(baf[a-z2-7]+|Qm[1-9A-HJ-NP-Za-km-z]{44}|12D3Koo[1-9A-HJ-NP-Za-km-z]+|16Uiu2[1-9A-HJ-NP-Za-km-z]+)$/;

/**
 * A text without what must not be in a log: long hexadecimal and base64 values are cut to where they tell nothing, passwords in
 * addresses and after names like `token=` and backup words go, and the owner's folder is `~`.
 *
 * @param home the owner's folder
 */
export function redact(text: string, home: string): string {
  return hideWords(text)
    .replaceAll(CREDENTIALS, `$1${HIDDEN}@`)
    .replaceAll(NAMED_VALUE, `$1$2${HIDDEN}`)
    .replaceAll(LONG_HEX, '$1…')
    .replaceAll(LONG_BASE64, (value) => (PUBLIC_NAME.test(value) ? value : HIDDEN))
    .replaceAll(home.length > 1 ? home : '\0', '~');
}

/** Replaces runs of words that are all on the list of backup words. */
function hideWords(text: string): string {
  const parts = text.split(/([^a-zA-Z]+)/);
  const isListed = (i: number): boolean => WORDS.has((parts[i] ?? '').toLowerCase());
  for (let i = 0; i < parts.length; i += 2) {
    let end = i;
    while (end < parts.length && isListed(end)) end += 2;
    if ((end - i) / 2 < SUSPICIOUS_WORDS) continue;
    for (let k = i; k < end; k++) parts[k] = k === i ? HIDDEN : '';
    if (end < parts.length) parts[end] = ` ${parts[end] ?? ''}`;
    i = end;
  }
  return parts.join('');
}
