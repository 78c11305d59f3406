import { implement } from '@orpc/server';
import { nodeContract } from '../../protocol/api/node-contract.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { auditVersion } from '../audit/auditor.ts';
import { readEpochView } from '../chain/reads/read-epoch-view.ts';
import { readVersions } from '../chain/reads/read-versions.ts';
import { replaceTransaction } from '../chain/transactions/replace-transaction.ts';
import { viewTransactions } from '../chain/transactions/view-transactions.ts';
import type { ChatService } from '../chat/chat-service.ts';
import type { Contributions } from '../contributions/contributions.ts';
import type { LearnService } from '../learn/learn-service.ts';
import type { AutoLearner } from '../learn/schedule/auto-learner.ts';
import type { NetworkManager } from '../network/network-manager.ts';
import type { NetworkSession } from '../network/network-session.ts';
import type { NodeContext } from '../node-context.ts';
import { readValidatorReport } from '../roles/validator-report.ts';
import { type ModelState, readStatus } from '../status/read-status.ts';

/** The services behind the API. */
export interface NodeParts {
  readonly context: NodeContext;
  readonly chat: ChatService;
  readonly learn: LearnService;
  readonly auto: AutoLearner;
  readonly contributions: Contributions;
  readonly network: NetworkManager;
  readonly model: () => ModelState;
  readonly shutdown: () => void;
}

/** Milliseconds between two snapshots of a watched state. */
const WATCH_MS = 250;

/** The API contract, implemented: one procedure, one call into one service. */
export function createRouter(parts: NodeParts) {
  const os = implement(nodeContract);
  const { context, chat, learn, auto, contributions, network } = parts;
  const session = (): NetworkSession => {
    if (network.session !== undefined) return network.session;
    throw new LoamError('NETWORK_OFF', 'This computer has not joined a network.', {
      hint: 'Start the local network or join one first.',
    });
  };
  return os.router({
    system: {
      status: os.system.status.handler(() => readStatus(context, parts)),
      watch: os.system.watch.handler(async function* ({ signal }) {
        yield* snapshots(context, signal, () => readStatus(context, parts));
      }),
      shutdown: os.system.shutdown.handler(() => {
        setTimeout(parts.shutdown, 20);
        return {};
      }),
    },
    chat: {
      list: os.chat.list.handler(() => chat.list()),
      create: os.chat.create.handler(({ input }) => chat.create(input.title)),
      messages: os.chat.messages.handler(({ input }) => chat.messages(input.chatId)),
      remove: os.chat.remove.handler(({ input }) => {
        chat.remove(input.chatId);
        return {};
      }),
      send: os.chat.send.handler(async function* ({ input, signal }) {
        yield* chat.send(input.chatId, input.text, signal);
      }),
    },
    learn: {
      lessons: os.learn.lessons.handler(() => learn.lessons()),
      teach: os.learn.teach.handler(({ input }) => learn.teach(input)),
      edit: os.learn.edit.handler(({ input: { id, ...text } }) => learn.edit(id, text)),
      forget: os.learn.forget.handler(({ input }) => {
        learn.forget(input.id);
        return {};
      }),
      train: os.learn.train.handler(async function* ({ input, signal }) {
        yield* learn.train(input, signal);
      }),
      runs: os.learn.runs.handler(() => learn.runs()),
      preview: os.learn.preview.handler(({ input }) => contributions.preview(learn.requireRun(input.runId))),
      schedule: os.learn.schedule.handler(() => auto.refreshed()),
      setSchedule: os.learn.setSchedule.handler(({ input }) => auto.change(input)),
      answerConsent: os.learn.answerConsent.handler(({ input }) => auto.answer(input.runId, input.answer)),
      contribute: os.learn.contribute.handler(({ input }) =>
        contributions.contribute(learn.requireRun(input.runId)),
      ),
    },
    contributions: {
      list: os.contributions.list.handler(() => contributions.list()),
      watch: os.contributions.watch.handler(async function* ({ input, signal }) {
        yield* contributions.watch(input.id, signal);
      }),
    },
    network: {
      costs: os.network.costs.handler(() => network.costs()),
      startLocal: os.network.startLocal.handler(async function* () {
        yield* network.startLocal();
      }),
      join: os.network.join.handler(async function* ({ input }) {
        yield* network.join(input.descriptor, input.roles);
      }),
      leave: os.network.leave.handler(async () => {
        await network.leave();
        return {};
      }),
      peers: os.network.peers.handler(
        () =>
          network.session?.peers
            .peers()
            .map((peer) => ({ id: peer.peerId, address: peer.address, direction: peer.direction })) ?? [],
      ),
      servers: os.network.servers.handler(() => [...(network.session?.chain.servers ?? [])]),
      watchEpoch: os.network.watchEpoch.handler(async function* ({ signal }) {
        yield* snapshots(context, signal, async () =>
          network.session === undefined
            ? null
            : readEpochView(network.session.chain, null, network.session.address),
        );
      }),
    },
    transactions: {
      list: os.transactions.list.handler(() =>
        network.session === undefined ? [] : viewTransactions(network.session.chain),
      ),
      speedUp: os.transactions.speedUp.handler(async ({ input }) => {
        await replaceTransaction(session().chain, input.transaction, 'speed-up');
        return {};
      }),
      cancel: os.transactions.cancel.handler(async ({ input }) => {
        await replaceTransaction(session().chain, input.transaction, 'cancel');
        return {};
      }),
    },
    validator: {
      status: os.validator.status.handler(() => network.validator.status),
      report: os.validator.report.handler(() =>
        readValidatorReport(session().chain, session().address, context.db),
      ),
      start: os.validator.start.handler(({ input: { acceptEmptyHistory = false, onlyHere = false } }) => {
        network.validator.turnOn({ acceptEmptyHistory, onlyHere });
        return {};
      }),
      stop: os.validator.stop.handler(() => {
        network.validator.turnOff();
        return {};
      }),
    },
    audit: {
      versions: os.audit.versions.handler(async () =>
        network.session === undefined ? [] : readVersions(network.session.chain),
      ),
      run: os.audit.run.handler(async function* ({ input, signal }) {
        const current = session();
        yield* auditVersion(
          current,
          input.version,
          signal === undefined ? current.signal : AbortSignal.any([signal, current.signal]),
        );
      }),
    },
  });
}

/** The node's router, as hosts serve it. */
export type NodeRouter = ReturnType<typeof createRouter>;

/** The state now and whenever it reads differently; nulls are left out. */
async function* snapshots<T>(
  context: NodeContext,
  signal: AbortSignal | undefined,
  read: () => Promise<T | null>,
): AsyncGenerator<T, void, void> {
  const stop = signal === undefined ? context.stopping : AbortSignal.any([signal, context.stopping]);
  let last = '';
  for await (const _ of context.hub.changes(stop, WATCH_MS)) {
    const state = await read();
    const text = JSON.stringify(state);
    if (state !== null && text !== last) yield state;
    last = text;
  }
}
