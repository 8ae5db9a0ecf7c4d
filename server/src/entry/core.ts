export { check } from '../cli/check';
export { render } from '../cli/render';
export { startServer } from '../lsp/startServer';
