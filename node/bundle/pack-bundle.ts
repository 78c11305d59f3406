import { stringToBytes } from 'viem';
import {
  BUNDLE_FILES,
  type Environment,
  environmentSchema,
  type SelfEvaluation,
  selfEvaluationSchema,
  type TrainMeta,
  trainMetaSchema,
} from '../../protocol/bundle/bundle-schemas.ts';
import { canonicalJson, type JsonValue } from '../../protocol/encoding/canonical-json.ts';

/** What goes into a bundle. The adapter pair is in PEFT's file format. */
export interface BundleParts {
  readonly adapterConfig: Uint8Array;
  readonly adapterModel: Uint8Array;
  readonly trainMeta: TrainMeta;
  readonly evaluation: SelfEvaluation;
  readonly environment: Environment;
}

/**
 * The files of a submission, in canonical form: the same parts give the same bytes and so the same CID.
 * Every JSON file passes its schema on the way out, so nothing that the schema does not name can leave.
 */
export function packBundle(parts: BundleParts): Map<string, Uint8Array> {
  return new Map([
    [BUNDLE_FILES.adapterConfig, parts.adapterConfig],
    [BUNDLE_FILES.adapterModel, parts.adapterModel],
    [BUNDLE_FILES.trainMeta, canonicalBytes(trainMetaSchema.parse(parts.trainMeta))],
    [BUNDLE_FILES.evaluation, canonicalBytes(selfEvaluationSchema.parse(parts.evaluation))],
    [BUNDLE_FILES.environment, canonicalBytes(environmentSchema.parse(parts.environment))],
  ]);
}

/** UTF-8 bytes of a value's canonical JSON. */
export function canonicalBytes(value: JsonValue): Uint8Array {
  return stringToBytes(canonicalJson(value));
}
