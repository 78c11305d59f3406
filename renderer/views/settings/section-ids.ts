/** Every section of Settings, in its order on the page. */
export const SETTINGS_SECTIONS = [
  'appearance',
  'models',
  'device',
  'learning',
  'privacy',
  'network',
  'wallet',
  'desktop',
  'keyboard',
  'diagnostics',
] as const;
/** One of them. */
export type SettingsSectionId = (typeof SETTINGS_SECTIONS)[number];
