import type { NodeImplementer, NodeParts } from './node-parts.ts';
import { snapshots } from './snapshots.ts';

/** The procedures under `models`: one procedure, one call into one service. */
export function modelsRoutes(os: NodeImplementer, { context, models }: NodeParts) {
  const after = async (work: void | Promise<void>) => {
    await work;
    return {};
  };
  return {
    list: os.models.list.handler(() => models.view()),
    watch: os.models.watch.handler(async function* ({ signal }) {
      yield* snapshots(context, signal, async () => models.view());
    }),
    use: os.models.use.handler(({ input }) => after(models.use(input.id))),
    download: os.models.download.handler(({ input }) => after(models.downloads.start(input.id))),
    pause: os.models.pause.handler(({ input }) => after(models.downloads.pause(input.id))),
    cancel: os.models.cancel.handler(({ input }) => after(models.downloads.cancel(input.id))),
    remove: os.models.remove.handler(({ input }) => after(models.remove(input.id))),
    addFolder: os.models.addFolder.handler(({ input }) => models.addFolder(input.path)),
    addCatalogue: os.models.addCatalogue.handler(({ input }) => ({ added: models.addCatalogue(input.text) })),
    setFolder: os.models.setFolder.handler(async ({ input }) => {
      await models.setFolder(input.path, input.mode);
      return models.view();
    }),
  };
}
