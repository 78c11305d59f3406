import { z } from 'zod';
import { MAX_NOTICE_SENTENCE_CHARS, MAX_NOTICE_TITLE_CHARS } from './limits.ts';

/** What a person may be told of while Loam is out of sight, each of which can be switched off. */
export const NOTICE_KINDS = [
  'contribution-paid',
  'contribution-refused',
  'consent-asked',
  'validator-missed',
  'validator-back',
  'disk-nearly-full',
  'update-ready',
] as const;
export const noticeKindSchema = z.enum(NOTICE_KINDS);
export type NoticeKind = z.infer<typeof noticeKindSchema>;

/** Views of the page that a notice, a link or the tray can open. */
export const DESKTOP_VIEWS = [
  'chat',
  'learn',
  'earn',
  'validate',
  'govern',
  'network',
  'audit',
  'settings',
] as const;
export const desktopViewSchema = z.enum(DESKTOP_VIEWS);
export type DesktopView = z.infer<typeof desktopViewSchema>;

/** Something that happened and that its owner may want to hear of. */
export const noticeSchema = z.object({
  kind: noticeKindSchema,
  title: z.string().min(1).max(MAX_NOTICE_TITLE_CHARS),
  sentence: z.string().min(1).max(MAX_NOTICE_SENTENCE_CHARS),
  /** Where more of it is to be seen. */
  view: desktopViewSchema,
});
export type Notice = z.infer<typeof noticeSchema>;
