import { learnEn } from '../en/learn-en.ts';
import type { Words } from '../language.ts';

/** German for {@link learnEn}. */
export const learnDe: Words<typeof learnEn> = learnEn;
