import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTRACTS } from './forge.ts';

/** Where the compiled code has room for an immutable: byte offset and length in the deployed code. */
export interface ImmutableRange {
  readonly start: number;
  readonly length: number;
}

/** A parameter of an ABI's item; `components` of a tuple. */
export interface AbiParameter {
  readonly type: string;
  readonly components?: readonly AbiParameter[];
}

/** One item of an ABI, as the compiler wrote it. */
export type AbiItem = Readonly<Record<string, unknown>> & {
  readonly type: string;
  readonly name?: string;
  readonly inputs?: readonly AbiParameter[];
};

/** What the interfaces say about a contract's functions, events and errors, by signature. */
export type Notices = ReadonlyMap<string, string>;

/** What forge's build left for one contract. */
export interface Artifact {
  readonly abi: readonly AbiItem[];
  readonly notices: Notices;
  readonly creation: `0x${string}`;
  /** Deployed code with zeros in the places of immutables. */
  readonly deployed: `0x${string}`;
  readonly immutables: readonly ImmutableRange[];
}

interface Notice {
  readonly notice?: string;
}

interface UserDoc {
  readonly methods?: Readonly<Record<string, Notice>>;
  readonly events?: Readonly<Record<string, Notice>>;
  readonly errors?: Readonly<Record<string, readonly Notice[]>>;
}

interface ArtifactFile {
  abi: AbiItem[];
  metadata: { output: { userdoc: UserDoc } };
  bytecode: { object: `0x${string}` };
  deployedBytecode: { object: `0x${string}`; immutableReferences?: Record<string, ImmutableRange[]> };
}

/** Reads what `forge build` wrote for `name`. */
export function readArtifact(name: string): Artifact {
  const path = join(CONTRACTS, 'out', `${name}.sol`, `${name}.json`);
  const file = JSON.parse(readFileSync(path, 'utf8')) as ArtifactFile;
  const immutables = Object.values(file.deployedBytecode.immutableReferences ?? {})
    .flat()
    .map(({ start, length }) => ({ start, length }))
    .sort((a, b) => a.start - b.start);
  return {
    abi: file.abi,
    notices: noticesOf(file.metadata.output.userdoc),
    creation: file.bytecode.object,
    deployed: file.deployedBytecode.object,
    immutables,
  };
}

function noticesOf({ methods = {}, events = {}, errors = {} }: UserDoc): Notices {
  const found = new Map<string, string>();
  for (const [signature, { notice }] of [...Object.entries(methods), ...Object.entries(events)]) {
    if (notice !== undefined) found.set(signature, notice);
  }
  for (const [signature, [first]] of Object.entries(errors)) {
    if (first?.notice !== undefined) found.set(signature, first.notice);
  }
  return found;
}

/** Bytes of a 0x-prefixed hex string. */
export function byteLength(hex: `0x${string}`): number {
  return (hex.length - 2) / 2;
}
