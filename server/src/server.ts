import { join } from 'node:path';
import { requireCached } from './codeCache';

/** Of `core.js`; set by the build. */
declare const coreHash: string;

const core = requireCached(join(__dirname, 'core.js'), coreHash);
if (isCore(core)) core.startServer();

function isCore(exported: unknown): exported is typeof import('./core') {
  return typeof exported === 'object' && exported !== null && 'startServer' in exported;
}
