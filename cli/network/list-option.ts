import { LoamError } from '../../protocol/errors/loam-error.ts';
import type { VerbContext } from '../verb.ts';

/** The parts of an option that takes several, separated by commas; undefined when it was not given. */
export function listOption(options: VerbContext['options'], name: string): string[] | undefined {
  const value = options[name];
  if (typeof value !== 'string') return undefined;
  const parts = value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0) throw new LoamError('USAGE', `--${name} names nothing.`);
  return parts;
}

/** The text of an option, or undefined. */
export function textOption(options: VerbContext['options'], name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}
