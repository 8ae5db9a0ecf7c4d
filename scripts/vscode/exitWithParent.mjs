// Runs VS Code's server, `node exitWithParent.mjs server-main.js …`, for as long as its stdin stays open:
// the system closes that pipe when the process that started it ends, in whatever way.
import { pathToFileURL } from 'node:url';

process.stdin.resume().on('close', () => process.exit());
const [main = ''] = process.argv.splice(2, 1);
process.argv[1] = main;
await import(pathToFileURL(main).href);
