import { listSupportedBackends } from 'onnxruntime-node';

/** What the runtime brings for this system and Loam does not use: it has only been made and measured for the processor. */
export function unusedProviders(): string[] {
  return listSupportedBackends()
    .map(({ name }) => name)
    .filter((name) => name !== 'cpu');
}
