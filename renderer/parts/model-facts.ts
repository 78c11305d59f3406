import type { ModelView } from '../../protocol/api/models-schemas.ts';
import { locale } from '../words/language.ts';
import { modelsWords } from '../words/models-words.ts';
import { formatBytes, formatCount } from './format.ts';

/** Size, memory, speed, what it reads and its languages, as short phrases in the order of interest. */
export function modelFacts(model: ModelView): string[] {
  const { facts } = modelsWords;
  const { tokensPerSecond, needsBytes } = model.fit;
  return [
    model.parameters > 0 ? facts.parameters(formatCount(model.parameters)) : null,
    formatBytes(model.bytes),
    modelsWords.needs(formatBytes(needsBytes)),
    tokensPerSecond === null ? null : facts.speed(formatSpeed(tokensPerSecond)),
    model.contextTokens > 0 ? facts.context(model.contextTokens.toLocaleString(locale())) : null,
    model.languages.length === 0 ? null : facts.languages(languageNames(model.languages)),
  ].filter((fact) => fact !== null);
}

/** Tokens a second, as exact as an estimate deserves: `4.2`, `38`, `430`. */
export function formatSpeed(tokensPerSecond: number): string {
  const digits = tokensPerSecond < 10 ? 1 : 0;
  const rounded = tokensPerSecond < 100 ? tokensPerSecond : Math.round(tokensPerSecond / 10) * 10;
  return rounded.toLocaleString(locale(), { maximumFractionDigits: digits });
}

function languageNames(tags: readonly string[]): string {
  const names = new Intl.DisplayNames([locale()], { type: 'language' });
  return tags.map((tag) => names.of(tag) ?? tag).join(', ');
}
