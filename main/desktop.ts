import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  MessageChannelMain,
  Notification,
  powerMonitor,
  safeStorage,
  shell,
} from 'electron';
import { type MessagePortMainLike, messagePortMain } from '../protocol/api/message-port-main.ts';
import type { Status } from '../protocol/api/network-schemas.ts';
import { serveRouter } from '../protocol/api/serve-router.ts';
import type { DesktopSettings, DesktopState } from '../protocol/desktop/desktop-contract.ts';
import { MAX_DESKTOP_MESSAGE_CHARS } from '../protocol/desktop/limits.ts';
import type { Notice } from '../protocol/desktop/notice.ts';
import { createDesktopRouter } from './desktop-router.ts';
import { DesktopSettingsFile } from './desktop-settings.ts';
import { keychainState } from './keychain-state.ts';
import { setLaunchAtLogin } from './launch-at-login.ts';
import { IDLE_REPORT_MS, MAX_IDLE_SECONDS } from './limits.ts';
import { LinkInbox } from './link-inbox.ts';
import { NodeLink } from './node-link.ts';
import { NotificationLimiter } from './notifications/notification-limiter.ts';
import { Notifier } from './notifications/notifier.ts';
import type { ProcessBroker } from './process-broker.ts';
import { AppTray } from './tray/app-tray.ts';
import { type TrayAction, trayModel } from './tray/tray-model.ts';
import { updaterLoader } from './updates/load-updater.ts';
import { UpdateService } from './updates/update-service.ts';
import { Watched } from './watched.ts';

/** What the desktop's functions need of the shell. */
export interface DesktopPlaces {
  readonly broker: ProcessBroker;
  /** Folder of the tray's pictures. */
  readonly icons: string;
  readonly dataDir: string;
  readonly log: (line: string) => void;
  readonly showWindow: () => void;
}

/** Everything of the app that only a desktop has: settings, tray, notices, links from outside, updates. */
export class Desktop {
  readonly links: LinkInbox;
  readonly #places: DesktopPlaces;
  readonly #settings: DesktopSettingsFile;
  readonly #state: Watched<DesktopState>;
  readonly #updates: UpdateService;
  readonly #notifier: Notifier;
  readonly #node: NodeLink;
  #idleTimer: NodeJS.Timeout | undefined;
  readonly #router: ReturnType<typeof createDesktopRouter>;
  #tray: AppTray | null = null;
  #status: Status | null = null;

  /** Use it after the app is ready. */
  constructor(places: DesktopPlaces) {
    const { broker, log } = places;
    this.#places = places;
    this.#settings = new DesktopSettingsFile(join(app.getPath('userData'), 'desktop.json'), log);
    this.links = new LinkInbox(() => performance.now(), log);
    this.#updates = new UpdateService({
      load: updaterLoader({
        isPackaged: app.isPackaged,
        resources: process.resourcesPath,
        userData: app.getPath('userData'),
        env: process.env,
      }),
      changed: (update) => {
        this.#state.set({ ...this.#state.value, update });
        if (update.state === 'ready')
          this.#notifier.tell({
            kind: 'update-ready',
            title: 'An update is ready',
            sentence: update.sentence,
            view: 'settings',
          });
      },
      beforeInstall: async () => {
        await broker.stop();
        app.releaseSingleInstanceLock();
      },
    });
    this.#state = new Watched<DesktopState>({
      version: app.getVersion(),
      platform: process.platform,
      settings: this.#settings.settings,
      update: this.#updates.state,
      keychain: keychainState(
        process.platform,
        process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : null,
      ),
    });
    this.#notifier = new Notifier({
      limiter: new NotificationLimiter(),
      wants: ({ kind }) => !this.#settings.settings.quiet.includes(kind),
      isWatched: () => BrowserWindow.getFocusedWindow() !== null,
      show: (notice) => this.#notify(notice),
      now: Date.now,
    });
    this.#node = new NodeLink(
      () => {
        const { port1, port2 } = new MessageChannelMain();
        broker.connectPage(port1);
        return messagePortMain(port2);
      },
      {
        status: (status) => {
          this.#status = status;
          this.#draw();
        },
        notice: (notice) => this.#notifier.tell(notice),
      },
    );
    this.#router = createDesktopRouter({
      state: this.#state,
      links: this.links,
      updates: this.#updates,
      change: (change) => this.#change(change),
      openExternal: (url) => void shell.openExternal(url),
      showDataFolder: () => shell.showItemInFolder(places.dataDir),
      quit: () => app.quit(),
    });
    this.#tray = this.#makeTray();
    this.#node.start();
    this.#idleTimer = setInterval(() => this.#reportIdle(), IDLE_REPORT_MS);
    app.on('open-url', (event, url) => {
      event.preventDefault();
      this.openLink(url);
    });
  }

  /** Whether closing the window leaves Loam in the tray. */
  get staysInTray(): boolean {
    return this.#settings.settings.stayInTray && this.#tray !== null;
  }

  /** A page, on a port that the shell has checked. */
  serve(port: MessagePortMainLike): void {
    serveRouter(this.#router, messagePortMain(port), MAX_DESKTOP_MESSAGE_CHARS);
  }

  /** A link from outside: shown in the window, if it is one of ours. */
  openLink(text: string): void {
    if (this.links.take(text)) this.#places.showWindow();
  }

  stop(): void {
    clearInterval(this.#idleTimer);
    this.#node.stop();
    this.#notifier.stop();
    this.#tray?.destroy();
    this.#tray = null;
  }

  async #change(change: Partial<DesktopSettings>): Promise<void> {
    if (change.launchAtLogin !== undefined) {
      setLaunchAtLogin(change.launchAtLogin, {
        platform: process.platform,
        command: app.isPackaged
          ? [process.env.APPIMAGE ?? process.execPath]
          : [process.execPath, app.getAppPath()],
        configHome: process.env.XDG_CONFIG_HOME || join(app.getPath('home'), '.config'),
        setLoginItem: (item) => app.setLoginItemSettings(item),
      });
    }
    const settings = this.#settings.change(change);
    this.#state.set({ ...this.#state.value, settings });
  }

  #makeTray(): AppTray | null {
    try {
      const tray = new AppTray(this.#places.icons, (action) => this.#act(action));
      tray.show(trayModel(null, Date.now()));
      return tray;
    } catch (error) {
      this.#places.log(`This desktop has no tray: ${String(error)}`);
      return null;
    }
  }

  #draw(): void {
    this.#tray?.show(trayModel(this.#status, Date.now()));
  }

  #act(action: TrayAction): void {
    if (action.do === 'open') this.#places.showWindow();
    else if (action.do === 'quit') app.quit();
    else {
      const change = action.do === 'resume' ? { paused: false } : { paused: true, pausedUntil: action.until };
      void (async () => this.#node.client.learn.setSchedule(change))().catch((error: unknown) =>
        this.#places.log(`The tray could not change learning: ${String(error)}`),
      );
    }
  }

  /** The rules of learning may ask for an idle computer, and only the shell can see that. */
  #reportIdle(): void {
    const seconds = Math.min(MAX_IDLE_SECONDS, Math.max(0, Math.floor(powerMonitor.getSystemIdleTime())));
    void (async () => this.#node.client.learn.reportIdle({ seconds }))().catch(() => undefined);
  }

  #notify({ title, sentence, view }: Notice): void {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body: sentence });
    notification.on('click', () => {
      this.links.open({ open: 'view', view });
      this.#places.showWindow();
    });
    notification.show();
  }
}
