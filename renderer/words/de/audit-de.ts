import { auditEn } from '../en/audit-en.ts';
import type { Words } from '../language.ts';

/** German for {@link auditEn}. */
export const auditDe: Words<typeof auditEn> = auditEn;
