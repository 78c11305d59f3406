import type { Session } from 'electron';
import { isAppUrl } from './app-url.ts';
import { LEDGER_VENDOR_ID } from './limits.ts';

/**
 * What a page may ask for: putting text that the user copies on the clipboard, and talking to a hardware wallet that the
 * user has just chosen to use. Which devices count as one, {@link isWalletDevice} says.
 */
const ALLOWED: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'hid']);

/**
 * Decides every permission request and check. Everything is denied but {@link ALLOWED}, and that only for the
 * main frame of our own page.
 */
export function isPermissionAllowed(permission: string, url: string, isMainFrame: boolean): boolean {
  return ALLOWED.has(permission) && isMainFrame && isAppUrl(url);
}

/** Whether our own page may talk to a device: hardware wallets on USB, and nothing else. */
export function isWalletDevice(
  deviceType: string,
  origin: string,
  device: { readonly vendorId?: number | string | undefined },
): boolean {
  return deviceType === 'hid' && isAppUrl(origin) && device.vendorId === LEDGER_VENDOR_ID;
}

/** Installs the rules on a session, for requests, checks and devices. Chromium itself asks for a click before a device. */
export function restrictPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(isPermissionAllowed(permission, details.requestingUrl, details.isMainFrame));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) =>
    isPermissionAllowed(permission, details.requestingUrl ?? origin, details.isMainFrame),
  );
  session.setDevicePermissionHandler(({ deviceType, origin, device }) =>
    isWalletDevice(deviceType, origin, device),
  );
  session.on('select-hid-device', (event, { deviceList, frame }, answer) => {
    event.preventDefault();
    const wallet = deviceList.find((device) => isWalletDevice('hid', frame?.url ?? '', device));
    answer(wallet?.deviceId ?? null);
  });
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
}
