import { resolve } from 'node:path';
import { checkChain } from '../../node/chain/check-chain.ts';
import type { NodeConfig } from '../../node/config.ts';
import type { NetworkSession, Role } from '../../node/network/network-session.ts';
import { peerOptions } from '../../node/network/peer-options.ts';
import { checkListenAddresses } from '../../node/peers/addresses.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { Progress } from '../output/progress.ts';
import { PASSPHRASE_FILE } from '../passphrase.ts';
import { defaultDataDir, nodeConfig } from '../paths.ts';
import type { Verb, VerbContext } from '../verb.ts';
import { unlocked, withNode } from '../with-node.ts';
import { INDEX_OPTION, indexOf } from './index-option.ts';
import { listOption, textOption } from './list-option.ts';
import { listenOn } from './listen-on.ts';
import { METRICS_OPTION, metricsOf } from './metrics-option.ts';
import { readNetworkFile, readPrivateKeyFile } from './network-file.ts';
import { untilStopped } from './until-stopped.ts';

const ROLES: readonly Role[] = ['learner', 'validator', 'aggregator'];
/** Code of a join that waits for what registering costs. */
const MONEY_IS_MISSING = 'ACCOUNT_NOT_FUNDED';
/** Milliseconds between two looks at whether others can reach this node. */
const LOOK_MS = 5_000;

/** `loam network join`: checks a network, joins it, and takes part until it is stopped. */
export const joinNetworkVerb: Verb = {
  name: 'join',
  usage: '<network file>',
  summary: 'Check a network, join it with this computer, and take part until stopped.',
  options: {
    roles: {
      type: 'string',
      help: 'learner, validator, aggregator, separated by commas (default: none, only watch)',
    },
    listen: {
      type: 'string',
      help: 'addresses to listen on, separated by commas (default: this computer’s own)',
    },
    announce: {
      type: 'string',
      help: 'addresses under which others reach this computer, e.g. of its router',
    },
    batches: {
      type: 'string',
      help: 'on: post signed submissions of others together with one’s own, at one’s own cost; off: neither that nor let others post one’s own (default: aggregators post, learners let them)',
    },
    metrics: METRICS_OPTION,
    index: INDEX_OPTION,
    ...PASSPHRASE_FILE,
    'private-key-file': {
      type: 'string',
      help: 'key of a private network (default: beside the network file)',
    },
  },
  examples: [
    'network join network.json --roles learner,validator',
    'network join network.json --listen /ip4/192.168.1.7/tcp/4001 --announce /ip4/198.51.100.9/tcp/4001',
  ],
  async run(context) {
    const { words, options, json, signal } = context;
    const [name] = words;
    if (name === undefined || words.length > 1)
      throw new LoamError('USAGE', 'Say which network: loam network join network.json');
    const roles = rolesOf(context);
    const file = resolve(name);
    const descriptor = readNetworkFile(file);
    const privateNetworkKey = readPrivateKeyFile(descriptor, file, textOption(options, 'private-key-file'));
    const announce = listOption(options, 'announce');
    const dataDir = String(options['data-dir'] ?? defaultDataDir(process.env, process.platform));
    const config = {
      ...nodeConfig({ dataDir, host: 'terminal' }),
      listen: listenOn(descriptor, listOption(options, 'listen'), announce),
      ...(announce === undefined ? {} : { announce: checkListenAddresses(announce) }),
      ...(privateNetworkKey === undefined ? {} : { privateNetworkKey }),
      ...batchesOf(textOption(options, 'batches')),
      ...metricsOf(options),
      ...indexOf(options),
    };
    // What is wrong with the file or the key is said before anything starts.
    peerOptions(descriptor, config);
    const progress = new Progress(process.stderr, json);
    try {
      progress.update('Checking the chain and its contracts');
      const chain = await checkChain(descriptor);
      if (!chain.ok) throw new LoamError(chain.code ?? 'CHAIN_FAILED', chain.sentence);
      return await withNode(await unlocked(context, config), async (node) => {
        for await (const step of node.network.join(descriptor, roles)) {
          signal.throwIfAborted();
          const { code } = node.network.state;
          if (code === MONEY_IS_MISSING) tellWaiting(step.sentence, code, json, progress);
          else if (!step.done) progress.update(`${step.sentence} (${step.step} of ${step.of})`);
        }
        progress.close();
        const { session } = node.network;
        if (session === undefined) throw new LoamError('NETWORK_LEFT', 'The network was left.');
        tell(session, roles, json);
        const timer = json ? undefined : followReachability(session);
        await untilStopped(signal, node.stopped);
        clearInterval(timer);
        return EXIT_OK;
      });
    } finally {
      progress.close();
    }
  },
};

function rolesOf({ options }: VerbContext): Role[] {
  const named = listOption(options, 'roles') ?? [];
  for (const role of named)
    if (!ROLES.includes(role as Role))
      throw new LoamError('USAGE', `There is no role '${role}'. Roles: ${ROLES.join(', ')}.`);
  return [...new Set(named as Role[])];
}

/** Says what the join waits for; it goes on by itself. */
function tellWaiting(sentence: string, code: string, json: boolean, progress: Progress): void {
  if (json) process.stdout.write(`${JSON.stringify({ waiting: code, sentence })}\n`);
  else progress.line(sentence);
}

function batchesOf(text: string | undefined): Pick<NodeConfig, 'batches'> {
  if (text === undefined) return {};
  if (text === 'on') return { batches: { post: true, handOver: true } };
  if (text === 'off') return { batches: { post: false, handOver: false } };
  throw new LoamError('USAGE', `--batches is on or off, not '${text}'.`);
}

function tell(session: NetworkSession, roles: readonly Role[], json: boolean): void {
  const { descriptor, address, peers } = session;
  const addresses = peers.multiaddrs();
  process.stdout.write(
    json
      ? `${JSON.stringify({ network: descriptor.id, account: address, peerId: peers.peerId, addresses, roles, modelVersion: session.version, reachability: peers.reachability() })}\n`
      : `${[
          `Part of ${descriptor.name} as ${roles.length === 0 ? 'a watcher' : roles.join(' and ')}, model version ${session.version}.`,
          `Account   ${address}`,
          ...addresses.map((one) => `Address   ${one}`),
          'Press Ctrl-C to stop.',
        ].join('\n')}\n`,
  );
}

/** Says whether others can reach this node, now and whenever it changes. */
function followReachability(session: NetworkSession): NodeJS.Timeout {
  let last = '';
  return setInterval(() => {
    const { state, sentence, mend } = session.peers.reachability();
    if (state === last) return;
    last = state;
    process.stdout.write(`${sentence}${mend === null ? '' : ` ${mend}`}\n`);
  }, LOOK_MS);
}
