import { networkEn } from '../en/network-en.ts';
import type { Words } from '../language.ts';

/** German for {@link networkEn}. */
export const networkDe: Words<typeof networkEn> = networkEn;
