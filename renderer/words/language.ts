/** The languages that the page speaks, in the order in which Settings lists them. */
export const LANGUAGES = ['en', 'de'] as const;
/** One of the page's languages. */
export type Language = (typeof LANGUAGES)[number];

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };
/** How each writes numbers and dates (BCP 47). */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

/** The shape of `T`, with any text in the place of each text: what a translation has to hold. */
export type Words<T> = T extends string
  ? string
  : T extends (...args: infer A) => infer R
    ? (...args: A) => Words<R>
    : T extends readonly (infer E)[]
      ? readonly Words<E>[]
      : { readonly [K in keyof T]: Words<T[K]> };

let current: Language = 'en';

/** The language that the page speaks now. */
export function language(): Language {
  return current;
}

/** How numbers and dates are written now, for `Intl` and `toLocaleString`. */
export function locale(): string {
  return LOCALES[current];
}

/** Speaks `next` from now on. Whoever has drawn words draws again: the page is mounted anew. */
export function setLanguage(next: Language): void {
  current = next;
}

/** The first of the page's languages that `wanted` (BCP 47 tags, best first) names; English for none of them. */
export function languageFrom(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (found !== undefined) return found;
  }
  return 'en';
}

/**
 * Words that are read in the page's language at the moment of reading. Read them while drawing (`chatWords.send`),
 * not once when a module is loaded.
 */
export function inLanguage<T extends object>(words: { readonly en: T; readonly de: Words<T> }): Words<T> {
  return new Proxy(words.en, {
    get: (_, key) => Reflect.get(words[current], key),
  }) as unknown as Words<T>;
}
