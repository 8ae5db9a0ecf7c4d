export { SpecDocument } from '../document/specDocument';
export { answers } from '../features/messages';
export { fileProblems } from '../files/fileProblems';
export { decode, findSpecs, readSpec } from '../files/specFiles';
export { startServer } from '../lsp/startServer';
export { maskSecrets } from '../request/mask';
export { requestOf } from '../request/request';
export { findingsOf } from '../rules';
export { missingFiles, sentFiles } from '../rules/missingFiles';
