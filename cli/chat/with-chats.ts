import { localClient } from '../local-client.ts';
import { defaultDataDir, nodeConfig } from '../paths.ts';
import type { VerbContext } from '../verb.ts';
import { unlocked, withNode } from '../with-node.ts';

/** Calls into a node of this process's own. */
export type ChatClient = ReturnType<typeof localClient>;

/** Runs `use` with the chats of the data folder that the options name. */
export async function withChats<T>(
  context: VerbContext,
  use: (client: ChatClient) => Promise<T>,
): Promise<T> {
  const dataDir = String(context.options['data-dir'] ?? defaultDataDir(process.env, process.platform));
  const config = await unlocked(context, nodeConfig({ dataDir, host: 'terminal' }));
  return withNode(config, (node) => use(localClient(node)));
}
