import { chatEn } from '../en/chat-en.ts';
import type { Words } from '../language.ts';

/** German for {@link chatEn}. */
export const chatDe: Words<typeof chatEn> = chatEn;
