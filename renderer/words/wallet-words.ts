import { walletDe } from './de/wallet-de.ts';
import { walletEn } from './en/wallet-en.ts';
import { inLanguage } from './language.ts';

/** Words of wallets, keys and the chain's servers. */
export const walletWords = inLanguage({ en: walletEn, de: walletDe });
