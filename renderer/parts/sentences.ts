/**
 * The part of a growing text that ends with a whole sentence: what a screen reader is told while an answer
 * comes in. Empty until the first sentence is complete. One that stands at the very end may still go on (“No!”, she
 * said), so it counts only when a space follows.
 */
export function wholeSentences(text: string): string {
  const end = /^[\s\S]*[.!?…](?=["'”’)\]]*\s)["'”’)\]]*/.exec(text);
  return end?.[0] ?? '';
}

/** The sentences of a text, without the space between them: it must not change one that was told already. */
export function splitSentences(text: string): readonly string[] {
  return text.trim() === '' ? [] : text.trim().split(/(?<=[.!?…]["'”’)\]]*)\s+/);
}
