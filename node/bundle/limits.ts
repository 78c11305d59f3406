/** Bytes of `adapter_config.json` that a bundle may hold. */
export const MAX_ADAPTER_CONFIG_BYTES = 64 * 1024;
