/** Version of Loam, equal to package.json's. */
export const LOAM_VERSION = '0.1.0';
