import { listSupportedBackends } from 'onnxruntime-node';

/** How the runtime's names are written. */
const NAMES: Readonly<Record<string, string>> = { webgpu: 'WebGPU', dml: 'DirectML', coreml: 'Core ML' };

/**
 * What the runtime brings along for this system and Loam does not use: its graphs have only been made and measured for
 * the processor. What the runtime could load if somebody installed more is left out.
 */
export function unusedProviders(): string[] {
  return listSupportedBackends()
    .filter(({ name, bundled }) => bundled && name !== 'cpu')
    .map(({ name }) => NAMES[name] ?? name);
}
