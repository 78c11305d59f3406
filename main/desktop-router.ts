import { implement } from '@orpc/server';
import {
  type DesktopSettings,
  type DesktopState,
  desktopContract,
} from '../protocol/desktop/desktop-contract.ts';
import { LoamError } from '../protocol/errors/loam-error.ts';
import { isSafeExternal } from './app-url.ts';
import type { LinkInbox } from './link-inbox.ts';
import type { UpdateService } from './updates/update-service.ts';
import type { Watched } from './watched.ts';

/** What stands behind the shell's side of the contract. */
export interface DesktopParts {
  readonly state: Watched<DesktopState>;
  readonly links: LinkInbox;
  readonly updates: UpdateService;
  /** Keeps the settings and puts them into effect. */
  readonly change: (change: Partial<DesktopSettings>) => Promise<void>;
  readonly openExternal: (url: string) => void;
  readonly showDataFolder: () => void;
  readonly quit: () => void;
}

/** The desktop contract, implemented: one procedure, one call into one part. */
export function createDesktopRouter(parts: DesktopParts) {
  const os = implement(desktopContract);
  const { state, links, updates } = parts;
  return os.router({
    state: os.state.handler(() => state.value),
    watch: os.watch.handler(async function* ({ signal }) {
      yield* state.follow(signal);
    }),
    change: os.change.handler(async ({ input }) => {
      await parts.change(withoutUndefined(input));
      return state.value;
    }),
    links: os.links.handler(async function* ({ signal }) {
      yield* links.read(signal);
    }),
    update: {
      check: os.update.check.handler(() => updates.check()),
      download: os.update.download.handler(() => updates.download()),
      install: os.update.install.handler(() => {
        updates.install();
        return {};
      }),
    },
    openExternal: os.openExternal.handler(({ input: { url } }) => {
      if (!isSafeExternal(url)) {
        throw new LoamError('LINK_REFUSED', 'Only https addresses are opened in the browser.', {
          hint: 'Copy the address if you trust it.',
        });
      }
      parts.openExternal(url);
      return {};
    }),
    showDataFolder: os.showDataFolder.handler(() => {
      parts.showDataFolder();
      return {};
    }),
    quit: os.quit.handler(() => {
      parts.quit();
      return {};
    }),
  });
}

function withoutUndefined(change: { [K in keyof DesktopSettings]?: DesktopSettings[K] | undefined }) {
  return Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  ) as Partial<DesktopSettings>;
}
