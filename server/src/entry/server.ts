import { join } from 'node:path';
import { requireCached } from './codeCache';

/** Of `core.js`; set by the build. */
declare const coreHash: string;

/** Milliseconds in which the first spec has surely been checked. */
const afterFirstSpec = 1_000;

const { exports: core, keepCode } = requireCached(join(__dirname, 'core.js'), coreHash);
// V8 throws away in a long session what was only called at its start, and many servers are killed: the end is too late.
if (isCore(core)) core.startServer(() => setTimeout(keepCode, afterFirstSpec).unref());
process.once('exit', keepCode);

function isCore(exported: unknown): exported is typeof import('./core') {
  return typeof exported === 'object' && exported !== null && 'startServer' in exported;
}
