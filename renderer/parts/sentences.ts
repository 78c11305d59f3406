/**
 * The part of a growing text that ends with a whole sentence: what a screen reader is told while an answer
 * comes in. Empty until the first sentence is complete.
 */
export function wholeSentences(text: string): string {
  const end = /^[\s\S]*[.!?…](?=["'”’)\]]*(?:\s|$))["'”’)\]]*/.exec(text);
  return end?.[0] ?? '';
}
