import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { readFirstLine, type Service, startService } from './service.ts';
import { handOver, withoutPrivileges } from './unprivileged.ts';

/** What an app finds on a person's desktop: a display, a message bus and, mostly, an unlocked keyring. */
export type Desktop = { readonly env: Record<string, string>; stop(): Promise<void> };

/**
 * Starts a desktop of its own for one app: Xvfb, a session bus and a keyring that is open and empty.
 * @param home a folder that belongs to the unprivileged account
 * @param keyring false for a desktop without one
 */
export async function startDesktop(home: string, keyring = true): Promise<Desktop> {
  const services: Service[] = [];
  const stop = async () => {
    for (const service of services.reverse()) await service.stop();
  };
  // Of this desktop alone: what an earlier one left in it would be taken for its keyring.
  const runtime = mkdtempSync(path.join(home, 'run-'));
  handOver(runtime);
  try {
    const display = await startDisplay(services);
    const base = {
      PATH: process.env.PATH ?? '',
      HOME: home,
      XDG_RUNTIME_DIR: runtime,
      LANG: 'C.UTF-8',
      DISPLAY: display,
      // Chromium chooses the keyring by the name of the desktop.
      ...(keyring ? { XDG_CURRENT_DESKTOP: 'GNOME' } : {}),
    };
    const bus = await startBus(services, base);
    const env = { ...base, DBUS_SESSION_BUS_ADDRESS: bus };
    if (keyring) await startKeyring(services, env);
    return { env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startDisplay(services: Service[]): Promise<string> {
  const screen = ['-screen', '0', '1600x1000x24', '-nolisten', 'tcp'];
  const server = startService('Xvfb', ['-displayfd', '3', ...screen], { extraPipe: true });
  services.push(server);
  return `:${await readFirstLine(server, server.process.stdio[3] as Readable, 'Xvfb')}`;
}

async function startBus(services: Service[], env: Record<string, string>): Promise<string> {
  const { file, args } = withoutPrivileges([
    'dbus-daemon',
    '--session',
    '--nofork',
    '--nopidfile',
    '--print-address=1',
  ]);
  const bus = startService(file, args, { env });
  services.push(bus);
  return readFirstLine(bus, bus.process.stdout as Readable, 'dbus-daemon');
}

async function startKeyring(services: Service[], env: Record<string, string>): Promise<void> {
  const { file, args } = withoutPrivileges([
    'gnome-keyring-daemon',
    '--foreground',
    '--unlock',
    '--components=secrets',
  ]);
  const keyring = startService(file, args, { env });
  services.push(keyring);
  const ready = readFirstLine(keyring, keyring.process.stdout as Readable, 'gnome-keyring-daemon');
  // The password of a keyring that lives as long as the test; the end of input makes it the whole password.
  keyring.process.stdin?.end('test');
  await Promise.race([ready, sleep(1_000)]);
}
