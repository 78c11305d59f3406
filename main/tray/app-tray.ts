import { join } from 'node:path';
import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import type { TrayAction, TrayLine, TrayModel } from './tray-model.ts';

/** The icon in the system's tray with its menu; drawn anew only when what it shows changed. */
export class AppTray {
  readonly #tray: Tray;
  readonly #icons: string;
  readonly #act: (action: TrayAction) => void;
  #shown = '';

  /**
   * @param icons folder of the pictures
   * @param act does what a line of the menu says
   */
  constructor(icons: string, act: (action: TrayAction) => void) {
    this.#icons = icons;
    this.#act = act;
    this.#tray = new Tray(this.#picture('normal'));
    // Windows and Linux: a click opens the window. macOS shows the menu.
    if (process.platform !== 'darwin') this.#tray.on('click', () => act({ do: 'open' }));
  }

  show(model: TrayModel): void {
    // Times in the menu's actions pass by every second; its words do not.
    const text = JSON.stringify({
      ...model,
      lines: model.lines.map((line) => ({ ...line, action: undefined })),
    });
    if (text === this.#shown) return;
    this.#shown = text;
    this.#tray.setImage(this.#picture(model.icon));
    this.#tray.setToolTip(model.tooltip);
    this.#tray.setContextMenu(Menu.buildFromTemplate(model.lines.map((line) => this.#item(line))));
  }

  destroy(): void {
    this.#tray.destroy();
  }

  #item(line: TrayLine): MenuItemConstructorOptions {
    if (line.kind === 'rule') return { type: 'separator' };
    if (line.kind === 'text') return { label: line.label, enabled: false };
    return { label: line.label, click: () => this.#act(line.action) };
  }

  #picture(icon: TrayModel['icon']): Electron.NativeImage {
    const name = process.platform === 'darwin' ? 'trayTemplate' : icon === 'normal' ? 'tray' : `tray-${icon}`;
    return nativeImage.createFromPath(join(this.#icons, `${name}.png`));
  }
}
