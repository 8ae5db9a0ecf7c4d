/** Of the package; set by the build. */
declare const packageVersion: string;

/** The version of `cekura-agent`. */
export const version = packageVersion;

/** Where it is explained. */
export const repository = 'https://github.com/cekura-ai/cekura-agent-specs';
