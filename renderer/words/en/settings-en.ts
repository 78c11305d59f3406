/** English of Settings. */
export const settingsEn = {
  title: 'Settings',
  index: 'Sections',
  sections: {
    appearance: 'Looks and language',
    models: 'Models and folders',
    device: 'This computer',
    learning: 'Learning',
    privacy: 'Privacy',
    network: 'Network',
    wallet: 'Wallet and keys',
    desktop: 'Desktop',
    keyboard: 'Keyboard',
    diagnostics: 'When something is wrong',
  },
  appearance: {
    followComputer: 'As the computer',
    theme: 'Colours',
    themes: { system: 'As the computer', light: 'Light', dark: 'Dark' },
    language: 'Language',
    textSize: 'Size of text',
    textSizes: { small: 'Small', normal: 'Normal', large: 'Large', largest: 'Largest' },
    contrast: 'Contrast',
    moreContrast: 'More',
    motion: 'Motion',
    noMotion: 'None',
  },
} as const;
