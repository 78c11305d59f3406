import { auditDe } from './de/audit-de.ts';
import { auditEn } from './en/audit-en.ts';
import { inLanguage } from './language.ts';

/** Words of the Audit view. */
export const auditWords = inLanguage({ en: auditEn, de: auditDe });
