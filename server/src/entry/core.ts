export { runCommand } from '../cli/commandLine';
export { startServer } from '../lsp/startServer';
