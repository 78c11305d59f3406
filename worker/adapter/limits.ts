/** Largest adapter_config.json, in bytes. */
export const MAX_ADAPTER_CONFIG_BYTES = 64 * 1024;
/** Largest adapter_model.safetensors, in bytes. */
export const MAX_ADAPTER_MODEL_BYTES = 1024 * 1024 * 1024;
/** Largest lora_alpha. */
export const MAX_ALPHA = 65_536;
/** Largest Frobenius norm of an adapter's whole weight change. A base of a few million weights has a norm near 100. */
export const MAX_ADAPTER_NORM = 10_000;
/** Sweeps after which the singular value decomposition gives up; ten are usual. */
export const MAX_JACOBI_SWEEPS = 80;
/** Adapters in one stack or merge. */
export const MAX_STACKED_ADAPTERS = 256;
/** Earlier updates, the nearest ones, whose span a new one is projected onto when copies are looked for. */
export const OVERLAPS_PROJECTED = 16;
