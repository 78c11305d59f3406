/** English of what only the desktop app can do. */
export const desktopEn = {
  onlyDesktop:
    'This page is open in a browser. Starting with the computer, the tray, notifications and updates belong to the desktop app.',
  launchAtLogin: 'Start with the computer',
  launchAtLoginHint: 'Loam starts when you log in; with the tray switched on, without a window.',
  stayInTray: 'Stay in the tray',
  stayInTrayHint:
    'Closing the window leaves Loam running in the tray. Switched off, closing it stops everything.',
  notices: 'Notifications',
  kinds: {
    'contribution-paid': 'A contribution was paid',
    'contribution-refused': 'A contribution was not accepted',
    'consent-asked': 'Something is ready to share, and you are asked',
    'validator-missed': 'The validator misses verdicts or has stopped',
    'validator-back': 'The validator is back',
    'disk-nearly-full': 'The disk is nearly full',
    'update-ready': 'An update is ready',
  },
  version: (version: string) => `Loam ${version}`,
  check: 'Look for an update',
  download: 'Fetch it',
  install: 'Quit and install',
  dataFolder: 'Show the data folder',
  protection: 'Chats and keys',
  joinAsked: 'A link asks whether you want to join a network. Nothing has happened yet. Its file is at:',
  joinHow: 'Look at the file first. To join, save it and choose it under Network.',
  joinLook: 'Open in the browser',
  joinNot: 'Not now',
} as const;
