import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { deepLinkSchema } from './deep-link-schema.ts';
import { MAX_EXTERNAL_URL_CHARS } from './limits.ts';
import { noticeKindSchema } from './notice.ts';

/** What the owner chose about the app itself. Every part stands alone. */
export const desktopSettingsSchema = z.strictObject({
  /** Start with the computer, without a window. */
  launchAtLogin: z.boolean(),
  /** Go on in the tray when the window is closed; otherwise closing it quits. */
  stayInTray: z.boolean(),
  /** Kinds of notices that are not shown. */
  quiet: z.array(noticeKindSchema).max(32),
});
export type DesktopSettings = z.infer<typeof desktopSettingsSchema>;

/** How far an update is. Nothing is downloaded and nothing installed that the owner did not ask for. */
export const updateStateSchema = z.discriminatedUnion('state', [
  /** This build has no place to ask, or never asked; the sentence says which. */
  z.object({ state: z.literal('none'), canCheck: z.boolean(), sentence: z.string() }),
  z.object({ state: z.literal('checking'), sentence: z.string() }),
  z.object({ state: z.literal('available'), version: z.string(), sentence: z.string() }),
  z.object({
    state: z.literal('downloading'),
    version: z.string(),
    /** 0 … 1 */
    share: z.number(),
    bytesPerSecond: z.number(),
    sentence: z.string(),
  }),
  z.object({ state: z.literal('ready'), version: z.string(), sentence: z.string() }),
  /** It was not what its publisher announced, or could not be had. Nothing was changed. */
  z.object({ state: z.literal('refused'), code: z.string(), sentence: z.string() }),
]);
export type UpdateState = z.infer<typeof updateStateSchema>;

/** The desktop app as the page sees it. */
export const desktopStateSchema = z.object({
  version: z.string(),
  platform: z.string(),
  settings: desktopSettingsSchema,
  update: updateStateSchema,
  /** The system's place for secrets, as Electron names it. Unusable: it would keep them in plain text. */
  keychain: z.object({ name: z.string(), usable: z.boolean(), sentence: z.string() }),
});
export type DesktopState = z.infer<typeof desktopStateSchema>;

const none = z.object({});

/** What the page may ask of the desktop shell; there is none in a browser. */
export const desktopContract = {
  state: oc.output(desktopStateSchema),
  /** The state now and at every change. */
  watch: oc.output(eventIterator(desktopStateSchema)),
  /** Changes settings; what is not named stays. */
  change: oc
    .input(
      desktopSettingsSchema
        .partial()
        .refine((change) => Object.keys(change).length > 0, 'nothing is changed'),
    )
    .output(desktopStateSchema),
  /** Links that were opened from outside, from the newest unread on. */
  links: oc.output(eventIterator(deepLinkSchema)),
  update: {
    check: oc.output(updateStateSchema),
    /** Fetches the update that `check` found. */
    download: oc.output(updateStateSchema),
    /** Quits, installs what is ready, and starts again. */
    install: oc.output(none),
  },
  /** Opens a page in the system's browser; https only. */
  openExternal: oc.input(z.strictObject({ url: z.string().min(1).max(MAX_EXTERNAL_URL_CHARS) })).output(none),
  /** Shows the data folder in the system's file manager. */
  showDataFolder: oc.output(none),
  /** Stops everything and ends the app. */
  quit: oc.output(none),
};
