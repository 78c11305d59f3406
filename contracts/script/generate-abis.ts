/**
 * Builds the contracts and writes what TypeScript needs of them to protocol/generated:
 * `abis.ts` (typed ABIs with the interfaces' notices, names of the enums) and `bytecode.ts` (creation code, hash of the deployed code).
 * With `--check` it writes nothing and exits 1 when the files there differ.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keccak256 } from 'viem';
import { DEPLOYMENT_ORDER } from '../../protocol/chain/deployment-order.ts';
import { type AbiItem, type AbiParameter, type Notices, readArtifact } from './artifacts.ts';
import { CONTRACTS, forge, REPOSITORY } from './forge.ts';

const TARGET = join(REPOSITORY, 'protocol', 'generated');
/** Enums that clients name: the constant, the interface's file, the enum. */
const ENUMS = [
  ['PHASES', 'IEpochManager', 'Phase', 'phases of an epoch'],
  ['SUBMISSION_STATUSES', 'IEpochManager', 'Status', 'states of a submission'],
  ['DISPUTE_KINDS', 'IDisputeCourt', 'Kind', 'kinds of disputes'],
  ['DISPUTE_STATES', 'IDisputeCourt', 'State', 'states of a dispute'],
  ['RULINGS', 'IDisputeCourt', 'Ruling', 'rulings of a jury'],
  ['COMMITTEES', 'IElections', 'Committee', 'elected committees'],
] as const;
const HEADER = '// Generated from contracts/ by contracts/script/generate-abis.ts. Do not edit.\n\n';

function constantName(contract: string): string {
  return `${contract[0]?.toLowerCase()}${contract.slice(1)}`;
}

function abisSource(): string {
  const parts = [HEADER];
  const errors = new Map<string, AbiItem>();
  for (const name of DEPLOYMENT_ORDER) {
    const { abi, notices } = readArtifact(name);
    parts.push(
      `/** ABI of ${name}. */\nexport const ${constantName(name)}Abi = ${list(abi, notices)} as const;\n\n`,
    );
    for (const item of abi) {
      if (item.type === 'error') errors.set(JSON.stringify([item.name, item.inputs]), item);
    }
  }
  const union = [...errors.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
  parts.push(
    '/** The errors of all contracts: a call to one contract may fail with the error of another. */\n',
  );
  parts.push(`export const contractErrorsAbi = ${json(union)} as const;\n\n`);
  for (const [constant, file, name, what] of ENUMS) {
    parts.push(
      `/** Names of the ${what}; the index is the number on chain. */\n`,
      `export const ${constant} = ${json(enumMembers(file, name))} as const;\n\n`,
    );
  }
  return parts.join('');
}

function bytecodeSource(): string {
  const parts = [HEADER];
  parts.push(
    '/**\n * Compiled code by contract. `creation` is sent (with the encoded constructor arguments behind it) to deploy.\n',
    ' * `deployedHash` is keccak256 of the code on chain after the bytes of every range in `immutables` are set to 0.\n */\n',
    'export const contractCode = {\n',
  );
  for (const name of DEPLOYMENT_ORDER) {
    const { creation, deployed, immutables } = readArtifact(name);
    parts.push(
      `  ${name}: {\n    creation:\n      '${creation}',\n    deployedHash: '${keccak256(deployed)}',\n`,
      `    immutables: ${JSON.stringify(immutables)},\n  },\n`,
    );
  }
  parts.push('} as const;\n');
  return parts.join('');
}

/** Names of an enum's members, read off the interface's source. */
function enumMembers(file: string, name: string): string[] {
  const source = readFileSync(join(CONTRACTS, 'src', 'interfaces', `${file}.sol`), 'utf8');
  const body = new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(source)?.[1];
  if (body === undefined) throw new Error(`enum ${name} not found in ${file}.sol`);
  return [...body.replaceAll(/\/\/.*$/gm, '').matchAll(/\w+/g)].map((match) => match[0]);
}

/** The items of an ABI, each behind what its interface says about it. */
function list(abi: readonly AbiItem[], notices: Notices): string {
  const items = abi.map((item) => {
    const notice = notices.get(signatureOf(item));
    const comment = notice === undefined ? '' : `/** ${notice.replaceAll('*/', '* /')} */\n`;
    return `${comment}${json(item)}`;
  });
  return `[\n${items.join(',\n')}\n]`;
}

/** name(type,…) with tuples written out, as the compiler's notices are keyed. */
function signatureOf(item: AbiItem): string {
  return item.name === undefined ? '' : `${item.name}(${item.inputs?.map(typeOf).join(',') ?? ''})`;
}

function typeOf(parameter: AbiParameter): string {
  if (!parameter.type.startsWith('tuple')) return parameter.type;
  return `(${parameter.components?.map(typeOf).join(',') ?? ''})${parameter.type.slice('tuple'.length)}`;
}

/** JSON without the compiler's own type names, which no client needs. */
function json(value: unknown): string {
  return JSON.stringify(value, (key, item: unknown) => (key === 'internalType' ? undefined : item), 1);
}

function main(): void {
  const build = forge(['build', '--skip', 'test', '--quiet']);
  if (build.code !== 0) {
    process.stderr.write(build.output);
    process.exitCode = 1;
    return;
  }
  const check = process.argv.includes('--check');
  mkdirSync(TARGET, { recursive: true });
  for (const [file, content] of Object.entries({
    'abis.ts': abisSource(),
    'bytecode.ts': bytecodeSource(),
  })) {
    const path = join(TARGET, file);
    if (!check) {
      writeFileSync(`${path}.new`, content);
      renameSync(`${path}.new`, path);
    } else if (read(path) !== content) {
      process.stderr.write(
        `protocol/generated/${file} is not what contracts/ compiles to: run generate-abis.ts\n`,
      );
      process.exitCode = 1;
    }
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

main();
