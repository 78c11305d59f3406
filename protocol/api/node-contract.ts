import { auditContract } from './contracts/audit-contract.ts';
import { chatContract } from './contracts/chat-contract.ts';
import { contributionsContract } from './contracts/contributions-contract.ts';
import { deviceContract } from './contracts/device-contract.ts';
import { governanceContract } from './contracts/governance-contract.ts';
import { keysContract } from './contracts/keys-contract.ts';
import { learnContract } from './contracts/learn-contract.ts';
import { modelsContract } from './contracts/models-contract.ts';
import { networkContract } from './contracts/network-contract.ts';
import { systemContract } from './contracts/system-contract.ts';
import { transactionsContract } from './contracts/transactions-contract.ts';
import { validatorContract } from './contracts/validator-contract.ts';
import { walletContract } from './contracts/wallet-contract.ts';

/**
 * The node's whole API. The page, the CLI and other processes of the same owner use it and nothing else.
 * Streams (`eventIterator`) end when their reader leaves; work that must survive the reader (contributions)
 * goes on in the node and is watched.
 */
export const nodeContract = {
  system: systemContract,
  chat: chatContract,
  models: modelsContract,
  device: deviceContract,
  learn: learnContract,
  contributions: contributionsContract,
  network: networkContract,
  validator: validatorContract,
  governance: governanceContract,
  transactions: transactionsContract,
  wallet: walletContract,
  keys: keysContract,
  audit: auditContract,
};
