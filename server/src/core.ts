export { runCommand } from './commandLine';
export { startServer } from './startServer';
