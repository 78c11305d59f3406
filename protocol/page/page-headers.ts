import { contentSecurityPolicy } from './content-security-policy.ts';

/** Features of a browser that the page never uses. */
const PERMISSIONS_POLICY = [
  'accelerometer',
  'bluetooth',
  'camera',
  'display-capture',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
]
  .map((feature) => `${feature}=()`)
  // Hardware wallets: only the page itself, after a click, and in the desktop app only wallets (main/permissions.ts).
  .concat('hid=(self)')
  .join(', ');

/**
 * Headers that go with every file of the page, whoever serves it.
 * @param contentType from {@link contentTypeOf}
 * @param connect see {@link contentSecurityPolicy}
 */
export function pageHeaders(contentType: string, connect: readonly string[] = []): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': contentSecurityPolicy(connect),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': PERMISSIONS_POLICY,
    'x-frame-options': 'DENY',
    'cache-control': 'no-store',
  };
}
