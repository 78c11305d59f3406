import type { implement } from '@orpc/server';
import type { nodeContract } from '../../protocol/api/node-contract.ts';
import type { ChatService } from '../chat/chat-service.ts';
import type { Contributions } from '../contributions/contributions.ts';
import type { DiskWatch } from '../disk/disk-watch.ts';
import type { LearnService } from '../learn/learn-service.ts';
import type { AutoLearner } from '../learn/schedule/auto-learner.ts';
import type { IdleReport } from '../learn/schedule/idle-report.ts';
import type { ModelLoader } from '../models/model-loader.ts';
import type { ModelService } from '../models/model-service.ts';
import type { ThisComputer } from '../models/this-computer.ts';
import type { NetworkManager } from '../network/network-manager.ts';
import type { NodeContext } from '../node-context.ts';
import type { NoticeBoard } from '../notices/notice-board.ts';
import type { WalletService } from '../wallet/wallet-service.ts';

/** The services behind the API. */
export interface NodeParts {
  readonly context: NodeContext;
  readonly chat: ChatService;
  readonly learn: LearnService;
  readonly auto: AutoLearner;
  readonly idle: IdleReport;
  readonly contributions: Contributions;
  readonly network: NetworkManager;
  readonly notices: NoticeBoard;
  readonly disk: DiskWatch;
  readonly wallet: WalletService;
  readonly models: ModelService;
  readonly loader: ModelLoader;
  readonly computer: ThisComputer;
  readonly shutdown: () => void;
}

/** Builder of handlers for the node's contract. */
export type NodeImplementer = ReturnType<typeof implement<typeof nodeContract>>;
