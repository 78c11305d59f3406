import { readFileSync } from 'node:fs';
import { LOCAL_NETWORK_PARAMETERS } from '../../protocol/chain/local-parameters.ts';
import { type NetworkParameters, networkParametersSchema } from '../../protocol/chain/network-parameters.ts';
import { PUBLIC_NETWORK_PARAMETERS } from '../../protocol/chain/public-parameters.ts';
import { LoamError } from '../../protocol/errors/loam-error.ts';

const BUILT_IN: Readonly<Record<string, NetworkParameters>> = {
  local: LOCAL_NETWORK_PARAMETERS,
  public: PUBLIC_NETWORK_PARAMETERS,
};

/**
 * The parameters of a network: those that come with Loam by name, or a JSON file's.
 *
 * @param source `local`, `public` or the path of a file
 * @throws LoamError `PARAMETERS_FILE` when the file cannot be read, `PARAMETERS_FORMAT` with the first value that is wrong
 */
export function loadParameters(source: string): NetworkParameters {
  if (Object.hasOwn(BUILT_IN, source)) return BUILT_IN[source] as NetworkParameters;
  const parsed = networkParametersSchema.safeParse(readJson(source));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new LoamError(
    'PARAMETERS_FORMAT',
    `${source}: ${issue === undefined ? 'wrong' : `${issue.path.join('.')}: ${issue.message}`}`,
    { hint: "'loam deploy --parameters public --print' shows a whole document to begin with." },
  );
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new LoamError('PARAMETERS_FILE', `The parameters in ${file} cannot be read.`, {
      hint: "Name a JSON file, or 'local' or 'public'.",
      cause,
    });
  }
}
