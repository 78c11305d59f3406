import { existsSync } from 'node:fs';
import { createChainClient } from '../../node/chain/chain-client.ts';
import { openDatabase } from '../../node/database/open-database.ts';
import { readValidatorReport } from '../../node/roles/validator-report.ts';
import { markerFile } from '../../node/signing-history/history-marker.ts';
import { historyFile } from '../../node/signing-history/open-signing-history.ts';
import type { ValidatorReport } from '../../protocol/api/validator-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { EXIT_FAILED, EXIT_NEGATIVE, EXIT_OK } from '../exit-codes.ts';
import { localClient } from '../local-client.ts';
import { ownAddress } from '../network/confirm.ts';
import { INDEX_OPTION, indexOf } from '../network/index-option.ts';
import { withChain } from '../network/open-chain.ts';
import { formatLoam } from '../output/amount.ts';
import { PASSPHRASE_FILE } from '../passphrase.ts';
import { nodeConfig } from '../paths.ts';
import { historyVerb } from '../validator/history-verbs.ts';
import { dataDirOf, networkOf, type OpenHistory, withHistory } from '../validator/open-history.ts';
import { type Verb, type VerbContext, verbGroup } from '../verb.ts';
import { unlocked, withNode } from '../with-node.ts';

const NETWORK = { type: 'string', help: 'file of the network' } as const;

const statusVerb: Verb = {
  name: 'status',
  usage: '',
  summary: 'Show the switch, what was signed, and whether anything is in doubt.',
  options: {
    network: { ...NETWORK, help: 'file of the network; then also shows how this validator did there' },
    ...PASSPHRASE_FILE,
  },
  examples: ['validator status', 'validator status --network network.json --json'],
  negative: 'the validator has stopped by itself; the sentence says why',
  async run(context) {
    const dir = dataDirOf(context);
    if (!existsSync(historyFile(dir)) && !existsSync(markerFile(dir))) {
      say(context, { signed: false, switch: 'on' }, `Nothing was signed in ${dir} yet.`);
      return EXIT_OK;
    }
    return withHistory(context, async (open) => {
      const { keystore, history } = open;
      const { address } = keystore.signer;
      const networks = history.ledger
        .owners()
        .filter(({ validator }) => validator === address.toLowerCase())
        .map((owner) => ({
          network: owner.network,
          signatures: history.ledger.rows(owner).length,
          newestEpoch: history.ledger.newestEpoch(owner) ?? null,
          watermark: history.ledger.watermark(owner) ?? null,
        }));
      // A validator that met its double may have signed nothing here, so that no network is listed.
      const halted = history.halts(address);
      const report = context.options.network === undefined ? null : await reportOf(context, open);
      say(
        context,
        { signed: true, validator: address.toLowerCase(), switch: history.switch, halted, networks, report },
        [
          `Validator ${address}, switched ${history.switch}`,
          ...halted,
          ...networks.map(
            (n) =>
              `${n.network}: ${n.signatures} signatures, the last in epoch ${n.newestEpoch ?? 'none'}` +
              (n.watermark === null ? '' : `; nothing new up to epoch ${n.watermark}`),
          ),
          ...(report === null ? [] : reportLines(report)),
        ].join('\n'),
      );
      return halted.length === 0 ? EXIT_OK : EXIT_NEGATIVE;
    });
  },
};

const dutiesVerb: Verb = {
  name: 'duties',
  usage: '',
  summary: 'Show what this validator has to do now, until when, and how it did in the last epochs.',
  options: { network: NETWORK, ...PASSPHRASE_FILE },
  examples: ['validator duties --network network.json'],
  async run(context) {
    networkOf(context);
    const show = (report: ValidatorReport): number => {
      say(context, report, reportLines(report).join('\n'));
      return EXIT_OK;
    };
    return withHistory(context, async (open) => show(await reportOf(context, open))).catch((error) => {
      if (!(error instanceof LoamError) || error.code !== 'DATA_FOLDER_IN_USE') throw error;
      // A validator at work holds the folder. What only its database knows is left out.
      return withChain(context, 'account', async (chain) =>
        show(await readValidatorReport(chain, ownAddress(chain), null)),
      );
    });
  },
};

const startVerb: Verb = {
  name: 'start',
  usage: '',
  summary: 'Turn the validator on and work in the foreground until Ctrl-C.',
  options: {
    network: NETWORK,
    ...PASSPHRASE_FILE,
    index: INDEX_OPTION,
    'accept-empty-history': {
      type: 'boolean',
      help: 'begin an empty signing history where the old one is lost; nothing is signed before the epoch after next',
    },
    'only-here': {
      type: 'boolean',
      help: 'no other node works with this key any more: begin again after having stopped because of one',
    },
  },
  examples: ['validator start --network network.json', 'validator start --network network.json --only-here'],
  async run(context) {
    const descriptor = networkOf(context);
    const { options, signal, json } = context;
    const plain = nodeConfig({ dataDir: dataDirOf(context), host: 'terminal' });
    const config = { ...(await unlocked(context, plain)), ...indexOf(options) };
    return withNode(config, async (node) => {
      node.network.validator.turnOn({
        acceptEmptyHistory: options['accept-empty-history'] === true,
        onlyHere: options['only-here'] === true,
      });
      const leave = (): void => void node.network.leave();
      signal.addEventListener('abort', leave, { once: true });
      try {
        for await (const { sentence } of node.network.join(descriptor, ['validator']))
          process.stderr.write(`${sentence}\n`);
        let last = '';
        for await (const _ of node.context.hub.changes(signal, 200)) {
          const status = await localClient(node).validator.status();
          if (status.sentence !== last) process.stderr.write(`${status.sentence}\n`);
          last = status.sentence;
          // What only a person can mend ends the command, so that whoever started it notices.
          if (status.state !== 'stopped' || status.code === null || !isForPeople(status.code)) continue;
          if (json) process.stdout.write(`${JSON.stringify(status)}\n`);
          return EXIT_FAILED;
        }
        return EXIT_OK;
      } finally {
        signal.removeEventListener('abort', leave);
      }
    });
  },
};

const stopVerb: Verb = {
  name: 'stop',
  usage: '',
  summary: 'Turn the validator off, for later starts of Loam too.',
  options: PASSPHRASE_FILE,
  examples: ['validator stop'],
  async run(context) {
    return withHistory(context, async ({ history }) => {
      history.setSwitch('off');
      say(
        context,
        { switch: 'off' },
        'The validator is off. The node finishes what it owes and leaves the draw when it next joins its network; ' +
          'until then being drawn and silent costs a little of the bond.',
      );
      return EXIT_OK;
    });
  },
};

/** `loam validator`: the one switch of a validator, its duties and its signing history. */
export const validatorVerb: Verb = verbGroup({
  name: 'validator',
  summary: 'Check other people’s lessons: switch, duties, performance, signing history.',
  subverbs: [statusVerb, dutiesVerb, startVerb, stopVerb, historyVerb],
});

function isForPeople(code: string): boolean {
  return code === 'VALIDATOR_DOUBLE' || code.startsWith('SIGNING_HISTORY_');
}

async function reportOf(context: VerbContext, { keystore, folder }: OpenHistory): Promise<ValidatorReport> {
  const chain = await createChainClient({ descriptor: networkOf(context) });
  const file = folder.paths.database;
  const db = existsSync(file) ? openDatabase({ file, key: keystore.databaseKey() }) : null;
  try {
    return await readValidatorReport(chain, keystore.signer.address, db);
  } finally {
    db?.close();
    chain.close();
  }
}

function reportLines(report: ValidatorReport): string[] {
  const { sentence, duties, performance, stake, chainTime, suspicions } = report;
  const { epochs, drawn, revealed, agreed, missed, fined } = performance;
  return [
    sentence,
    ...duties.map(
      ({ index, seats, next, deadline }) =>
        `  submission ${index}, ${seats} ${seats === 1 ? 'seat' : 'seats'}: ${next}` +
        (deadline === null ? '' : ` within ${Math.max(0, deadline - chainTime)} s`),
    ),
    `Last ${epochs} epochs: drawn ${drawn} times, ${revealed} verdicts, ${agreed} agreed, ${missed} missed.`,
    `Bond ${formatLoam(stake)}, fined ${formatLoam(fined)} so far.`,
    ...suspicions.map(
      ({ epoch, index, sentences }) => `Odd: submission ${index} of epoch ${epoch}. ${sentences.join(' ')}`,
    ),
  ];
}

function say({ json }: VerbContext, object: unknown, text: string): void {
  process.stdout.write(`${json ? JSON.stringify(object) : text}\n`);
}
