import fc from 'fast-check';
import { keccak256 } from 'viem';
import { expect, test } from 'vitest';
import { BUNDLE_FILES, MANIFEST_FILE } from '../../protocol/bundle/bundle-schemas.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';
import { MAX_BUNDLE_JSON_BYTES } from '../../protocol/limits.ts';
import { evaluationHash, metricsHash, sealedMetricsHash } from '../../protocol/submission/metrics-hash.ts';
import { MAX_ADAPTER_CONFIG_BYTES } from './limits.ts';
import { type BundleParts, canonicalBytes, packBundle } from './pack-bundle.ts';
import { readBundle, readManifestDirectory } from './read-bundle.ts';

const hash = (byte: string) => `0x${byte.repeat(32)}` as const;
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

const parts: BundleParts = {
  adapterConfig: text('{"peft_type":"LORA"}'),
  adapterModel: Uint8Array.from([1, 2, 3]),
  trainMeta: {
    format: 'loam-train-meta/1',
    baseModel: hash('b0'),
    baseVersion: 3,
    method: 'lora',
    rank: 8,
    alpha: 16,
    steps: 120,
    learningRate: 0.003,
    lessons: 2,
    practiceItems: 96,
    seed: 'ünï',
  },
  evaluation: {
    format: 'loam-eval/1',
    seed: hash('5e'),
    items: 48,
    baseMicroNats: '123456789012345678',
    patchedMicroNats: '1',
    utilityPpm: -5,
    profile: hash('aa'),
  },
  environment: { format: 'loam-environment/1', loam: '0.1.0', runtime: 'node', platform: 'linux x64' },
};

/** The bundle's files with one replaced; undefined leaves it out. */
function with_(name: string, bytes: Uint8Array | undefined): Map<string, Uint8Array> {
  const files = packBundle(parts);
  if (bytes === undefined) files.delete(name);
  else files.set(name, bytes);
  return files;
}

function refusal(files: ReadonlyMap<string, Uint8Array>): LoamError {
  try {
    readBundle(files);
  } catch (error) {
    expect(error).toBeInstanceOf(LoamError);
    expect(error).toMatchObject({ code: 'BUNDLE_INVALID' });
    return error as LoamError;
  }
  throw new Error('was accepted');
}

test('what is packed is read back', () => {
  expect(readBundle(packBundle(parts))).toEqual(parts);
  expect([...packBundle(parts).keys()].sort()).toEqual(Object.values(BUNDLE_FILES).sort());
});

test('the same parts give the same bytes, whatever the order of their fields', () => {
  const reversed = Object.fromEntries(Object.entries(parts.trainMeta).reverse()) as typeof parts.trainMeta;
  expect(packBundle({ ...parts, trainMeta: reversed })).toEqual(packBundle(parts));
  expect(new TextDecoder().decode(packBundle(parts).get(BUNDLE_FILES.evaluation))).toBe(
    `{"baseMicroNats":"123456789012345678","format":"loam-eval/1","items":48,"patchedMicroNats":"1",` +
      `"profile":"${hash('aa')}","seed":"${hash('5e')}","utilityPpm":-5}`,
  );
});

test('the metrics hash is over the canonical form, so that spacing does not matter and numbers do', () => {
  const spaced = text(JSON.stringify(parts.evaluation, null, 4));
  const read = readBundle(with_(BUNDLE_FILES.evaluation, spaced)).evaluation;
  expect(metricsHash(read)).toBe(metricsHash(parts.evaluation));
  expect(metricsHash({ ...parts.evaluation, utilityPpm: -4 })).not.toBe(metricsHash(parts.evaluation));
});

test('the metrics hash of a real bundle opens as a canary’s does: by its seed and the hash of its eval.json', () => {
  const { evaluation } = parts;
  const bytes = packBundle(parts).get(BUNDLE_FILES.evaluation) as Uint8Array;
  expect(evaluationHash(evaluation)).toBe(keccak256(bytes));
  expect(metricsHash(evaluation)).toBe(sealedMetricsHash(hash('5e'), keccak256(bytes)));
});

test('nothing that the schemas do not name can be packed', () => {
  const leaking = { ...parts.trainMeta, lesson: 'my secret' } as typeof parts.trainMeta;
  expect(() => packBundle({ ...parts, trainMeta: leaking })).toThrow();
});

test.each(Object.values(BUNDLE_FILES))('a missing %s is named', (name) => {
  const error = refusal(with_(name, undefined));
  expect(error.message).toContain(name);
  expect(error.data).toEqual({ file: name });
});

const JSON_FILES = [BUNDLE_FILES.trainMeta, BUNDLE_FILES.evaluation, BUNDLE_FILES.environment];
const MALFORMED: readonly [string, Uint8Array][] = [
  ['empty', new Uint8Array()],
  ['no JSON', text('{')],
  ['no UTF-8', Uint8Array.from([0x22, 0xff, 0x22])],
  ['null', text('null')],
  ['an array', text('[]')],
  ['of another format', text('{"format":"other/1"}')],
  ['too large', new Uint8Array(MAX_BUNDLE_JSON_BYTES + 1).fill(0x20)],
];

test.each(JSON_FILES.flatMap((name) => MALFORMED.map(([what, bytes]) => ({ name, what, bytes }))))(
  '$name that is $what is refused by name',
  ({ name, bytes }) => {
    expect(refusal(with_(name, bytes)).message).toContain(name);
  },
);

test('text that is no UTF-8 is refused also where the schema would take it', () => {
  const bytes = text(JSON.stringify(parts.environment).replace('linux', 'linu~'));
  bytes[bytes.indexOf('~'.charCodeAt(0))] = 0xff;
  expect(refusal(with_(BUNDLE_FILES.environment, bytes)).message).toContain(BUNDLE_FILES.environment);
});

test('a field too many or out of range is refused', () => {
  const evaluation = (change: object): Uint8Array => text(JSON.stringify({ ...parts.evaluation, ...change }));
  for (const change of [
    { extra: 1 },
    { items: 0 },
    { utilityPpm: 0.5 },
    { baseMicroNats: '-1' },
    { seed: '0x' },
  ])
    refusal(with_(BUNDLE_FILES.evaluation, evaluation(change)));
  const meta = text(JSON.stringify(parts.trainMeta).replace('16', '1e999'));
  refusal(with_(BUNDLE_FILES.trainMeta, meta));
});

test('a foreign file and an oversize configuration are refused', () => {
  expect(refusal(with_('virus.exe', text('x'))).message).toContain('virus.exe');
  refusal(with_('../adapter_config.json', text('x')));
  refusal(with_(BUNDLE_FILES.adapterConfig, new Uint8Array(MAX_ADAPTER_CONFIG_BYTES + 1)));
  expect(refusal(with_('n'.repeat(500), text('x'))).message.length).toBeLessThan(200);
});

test('whatever the bytes are, a bundle is read or refused', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...Object.values(BUNDLE_FILES)), fc.uint8Array({ maxLength: 60 })),
      fc.constantFrom(...JSON_FILES),
      fc.json(),
      (overrides, name, json) => {
        const files = new Map([...packBundle(parts), ...Object.entries(overrides)]);
        files.set(name, text(json));
        try {
          readBundle(files);
        } catch (error) {
          expect(error).toMatchObject({ code: 'BUNDLE_INVALID' });
        }
      },
    ),
  );
});

test('a manifest’s directory is read and its parts are named when they lack', () => {
  const manifest = {
    format: 'loam-manifest/1' as const,
    epoch: '2',
    parent: 0,
    baseModel: hash('b0'),
    method: 'stack-then-svd/1' as const,
    included: [{ index: 0, cid: 'bafy', learner: hash('01').slice(0, 42), utilityPpm: 5, weight: '7' }],
    rank: 8,
    residual: 1e-7,
    evaluation: {
      seed: hash('5e'),
      profile: hash('aa'),
      items: 48,
      baseMicroNats: '3',
      mergedMicroNats: '2',
      utilityPpm: 9,
      digest: hash('dd'),
    },
  };
  const files = new Map([
    [MANIFEST_FILE, canonicalBytes(manifest)],
    [BUNDLE_FILES.adapterConfig, parts.adapterConfig],
    [BUNDLE_FILES.adapterModel, parts.adapterModel],
  ]);
  expect(readManifestDirectory(files).manifest).toEqual(manifest);
  for (const name of files.keys()) {
    const less = new Map(files);
    less.delete(name);
    expect(() => readManifestDirectory(less)).toThrow(name);
  }
});
