import { join, resolve } from 'node:path';
import { createPublicClient, formatEther, http, isHex, type LocalAccount } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { describeNetwork, saveDescriptor } from '../../node/chain/deploy.ts';
import { type DeploymentStep, deployContracts } from '../../node/chain/deployment/deploy-contracts.ts';
import { type DryRun, dryRun } from '../../node/chain/deployment/dry-run.ts';
import { explainChainError } from '../../node/chain/explain-chain-error.ts';
import { LOCAL_CHAIN_ID } from '../../node/chain/limits.ts';
import { localGenesisAccount } from '../../node/chain/local-faucet.ts';
import { bytes32Schema, type Hex } from '../../protocol/encoding/hex.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { loadParameters } from '../deploy/load-parameters.ts';
import { parameterSummary } from '../deploy/parameter-summary.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { Progress } from '../output/progress.ts';
import { formatTable } from '../output/table.ts';
import { defaultDataDir, nodeConfig } from '../paths.ts';
import type { Verb, VerbContext } from '../verb.ts';

/** Where the private key of the account that creates the contracts comes from; never an argument, which others can see. */
const KEY_VARIABLE = 'LOAM_DEPLOYER_KEY';

/** `loam deploy`: creates a network's contracts on a chain and writes the file by which nodes join it. */
export const deployVerb: Verb = {
  name: 'deploy',
  usage: '',
  summary: 'Create a network: put its contracts on a chain and write the file by which nodes join.',
  options: {
    parameters: { type: 'string', help: "the network's rules: 'local', 'public' or a JSON file" },
    rpc: { type: 'string', help: `address of the chain; the key that pays is read from ${KEY_VARIABLE}` },
    name: { type: 'string', help: 'name of the network (default: Loam)' },
    'base-model': { type: 'string', help: 'hash of the base model (default: of the bundled one)' },
    out: { type: 'string', help: 'file for the network (default: network.json)' },
    'dry-run': { type: 'boolean', help: 'show addresses, sizes, gas and rules; send nothing' },
    resume: { type: 'boolean', help: 'go on with a deployment that stopped half way' },
    print: { type: 'boolean', help: 'print the parameters as JSON, to begin a file of your own with' },
  },
  examples: [
    'deploy --parameters local --rpc http://127.0.0.1:8545 --dry-run',
    'deploy --parameters rules.json --rpc https://rpc.example --out network.json',
  ],
  async run(context) {
    const { options, json } = context;
    if (typeof options.parameters !== 'string')
      throw new LoamError('USAGE', 'Say which rules: --parameters local, public or a file.');
    const parameters = loadParameters(options.parameters);
    if (options.print === true) {
      process.stdout.write(`${JSON.stringify(parameters, null, json ? 0 : 2)}\n`);
      return EXIT_OK;
    }
    if (typeof options.rpc !== 'string') throw new LoamError('USAGE', 'Say which chain: --rpc https://…');
    const url = options.rpc;
    const client = createPublicClient({ transport: http(url), cacheTime: 0 });
    const chainId = await client.getChainId().catch((error: unknown) => {
      throw explainChainError(error);
    });
    const account = deployer(process.env[KEY_VARIABLE], chainId);
    const baseModel = await baseModelHash(context);
    if (options['dry-run'] === true) {
      const dry = await dryRun(client, account.address, { parameters, baseModel });
      process.stdout.write(json ? `${inJson(dry)}\n` : `${dryRunText(dry, parameterSummary(parameters))}\n`);
      return EXIT_OK;
    }
    const file = resolve(String(options.out ?? 'network.json'));
    const progress = new Progress(process.stderr, json);
    try {
      const deployed = await deployContracts({
        client,
        account,
        parameters,
        baseModel,
        journal: `${file}.deploying`,
        resume: options.resume === true,
        onStep: (step) => tell(progress, step),
      });
      progress.close();
      const name = String(options.name ?? 'Loam');
      const descriptor = saveDescriptor(
        file,
        describeNetwork(deployed, { prefix: 'loam', name, chainId, url, baseModel }),
      );
      const { contracts } = descriptor;
      process.stdout.write(
        json
          ? `${inJson({ file, id: descriptor.id, chainId, contracts, gasUsed: deployed.gasUsed })}\n`
          : `${Object.entries(contracts)
              .map(([contract, address]) => `${contract.padEnd(20)}${address}`)
              .join('\n')}\n\nThe network stands and is verified. Nodes join it by ${file}.\n`,
      );
      return EXIT_OK;
    } finally {
      progress.close();
    }
  },
};

function tell(progress: Progress, step: DeploymentStep): void {
  if (step.type === 'contract') progress.update(`Creating ${step.contract} (${step.done + 1} of ${step.of})`);
  else if (step.type === 'resumed') progress.line(`Going on after ${step.done} contracts.`);
  else progress.line(`${step.reason} The deployment starts anew.`);
}

/** The account that pays: the variable's, or on a local chain the one that every local chain knows. */
function deployer(key: string | undefined, chainId: number): LocalAccount {
  if (key === undefined && chainId === LOCAL_CHAIN_ID) return localGenesisAccount();
  if (key !== undefined && isHex(key) && bytes32Schema.safeParse(key).success)
    return privateKeyToAccount(key);
  throw new LoamError('DEPLOYER_KEY', `${KEY_VARIABLE} holds no private key.`, {
    hint: 'Set it to the key of the account that creates the contracts: 0x and 64 hexadecimal digits.',
  });
}

async function baseModelHash({ options }: VerbContext): Promise<Hex> {
  const given = options['base-model'];
  if (given !== undefined) {
    const parsed = bytes32Schema.safeParse(given);
    if (!parsed.success) throw new LoamError('USAGE', `'${given}' is no hash of a model.`);
    return parsed.data;
  }
  // A whole node is much to load for who names the hash.
  const { withNode } = await import('../with-node.ts');
  const base = String(options['data-dir'] ?? defaultDataDir(process.env, process.platform));
  const config = nodeConfig({ dataDir: join(base, 'deploy'), host: 'terminal' });
  return withNode(config, async (node) => (await node.context.model()).hash);
}

function dryRunText(
  { contracts, deployer, chainId, balance, cost }: DryRun,
  summary: readonly string[],
): string {
  const table = formatTable(
    ['Contract', 'Address', 'Bytes', 'Gas'],
    contracts.map(({ contract, address, codeBytes, gas }) => [
      contract,
      address,
      String(codeBytes),
      String(gas),
    ]),
  );
  const gas = contracts.reduce((sum, entry) => sum + entry.gas, 0n);
  return [
    table,
    '',
    ...summary,
    '',
    `On chain ${chainId} by ${deployer}: ${gas} gas, ${formatEther(cost)} of ${formatEther(balance)} that it has.`,
    cost > balance ? 'That is not enough.' : 'Nothing was sent.',
  ].join('\n');
}

/** JSON in which amounts are decimal text. */
function inJson(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? item.toString() : item));
}
