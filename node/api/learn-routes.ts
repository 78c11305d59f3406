import type { NodeImplementer, NodeParts } from './node-parts.ts';

/** The procedures under `learn`: one procedure, one call into one service. */
export function learnRoutes(os: NodeImplementer, { auto, contributions, disk, learn }: NodeParts) {
  return {
    lessons: os.learn.lessons.handler(() => learn.lessons()),
    teach: os.learn.teach.handler(({ input }) => learn.teach(input)),
    edit: os.learn.edit.handler(({ input: { id, ...text } }) => learn.edit(id, text)),
    forget: os.learn.forget.handler(({ input }) => {
      learn.forget(input.id);
      return {};
    }),
    train: os.learn.train.handler(async function* ({ input, signal }) {
      disk.requireRoom();
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
  };
}
