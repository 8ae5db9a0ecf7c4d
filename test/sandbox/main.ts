import { parseArgs } from 'node:util';
import { startSandbox } from './index';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const { url } = await startSandbox({ port: Number(values.port) });
console.log(`Cekura sandbox: ${url} (try its answers at ${url}/sandbox/)`);
