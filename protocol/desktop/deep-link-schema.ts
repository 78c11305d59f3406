import { z } from 'zod';
import { MAX_DEEP_LINK_CHARS } from './limits.ts';
import { desktopViewSchema } from './notice.ts';

/**
 * What a `loam://` link can ask for. It only ever opens a view; a link to join a network opens the question whether to
 * join it.
 */
export const deepLinkSchema = z.discriminatedUnion('open', [
  z.strictObject({ open: z.literal('view'), view: desktopViewSchema }),
  /** `descriptor` is the address of a network's file; nothing is fetched before the person agrees. */
  z.strictObject({
    open: z.literal('join'),
    descriptor: z.url({ protocol: /^https$/ }).max(MAX_DEEP_LINK_CHARS),
  }),
  z.strictObject({ open: z.literal('version'), version: z.number().int().min(1).max(1_000_000) }),
  /** A proposal's number, decimal. */
  z.strictObject({ open: z.literal('proposal'), proposal: z.string().regex(/^[1-9][0-9]{0,77}$/) }),
]);

/** A link, understood. */
export type DeepLink = z.infer<typeof deepLinkSchema>;
