import { privacyLedger } from '../learn/privacy/privacy-ledger.ts';
import { runningPrograms } from '../learn/schedule/read-conditions.ts';
import type { NodeImplementer, NodeParts } from './node-parts.ts';

/** The procedures under `learn`: one procedure, one call into one service. */
export function learnRoutes(
  os: NodeImplementer,
  { auto, context, contributions, disk, idle, learn }: NodeParts,
) {
  return {
    lessons: os.learn.lessons.handler(() => learn.lessons()),
    teach: os.learn.teach.handler(({ input }) => learn.teach(input)),
    edit: os.learn.edit.handler(({ input: { id, ...text } }) => learn.edit(id, text)),
    forget: os.learn.forget.handler(({ input }) => learn.forget(input.id)),
    forgetChat: os.learn.forgetChat.handler(({ input }) => learn.forgetChat(input.chatId)),
    allow: os.learn.allow.handler(({ input }) => learn.allow(input.id, input.allowed)),
    train: os.learn.train.handler(async function* ({ input, signal }) {
      disk.requireRoom();
      yield* learn.train(input, signal, { threads: auto.schedule.rules.threads ?? undefined });
    }),
    start: os.learn.start.handler(({ input }) => {
      disk.requireRoom();
      return learn.start(input, { threads: auto.schedule.rules.threads ?? undefined }).progress;
    }),
    current: os.learn.current.handler(() => learn.current()),
    watch: os.learn.watch.handler(async function* ({ signal }) {
      yield* learn.watch(signal);
    }),
    reportIdle: os.learn.reportIdle.handler(({ input }) => {
      idle.tell(input.seconds);
      return {};
    }),
    pause: os.learn.pause.handler(() => learn.pause('owner')),
    resume: os.learn.resume.handler(() => {
      disk.requireRoom();
      return learn.resume({ threads: auto.schedule.rules.threads ?? undefined }).progress;
    }),
    cancel: os.learn.cancel.handler(async () => {
      await learn.cancel();
      return {};
    }),
    log: os.learn.log.handler(({ input }) => learn.log(input.runId)),
    programs: os.learn.programs.handler(() => runningPrograms()),
    privacy: os.learn.privacy.handler(() => privacyLedger(context.db)),
    runs: os.learn.runs.handler(() => learn.runs()),
    preview: os.learn.preview.handler(({ input }) => contributions.preview(learn.requireRun(input.runId))),
    schedule: os.learn.schedule.handler(() => auto.refreshed()),
    setSchedule: os.learn.setSchedule.handler(({ input }) => auto.change(input)),
    answerConsent: os.learn.answerConsent.handler(({ input }) => auto.answer(input.runId, input.answer)),
    contribute: os.learn.contribute.handler(({ input }) =>
      contributions.contribute(learn.requireRun(input.runId)),
    ),
  };
}
