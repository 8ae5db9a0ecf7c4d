import type { OpenSpec } from './server';

/** The requests that the server answers for an open spec as a whole. */
export const wholeFeatures: Record<string, (spec: OpenSpec) => Promise<unknown>> = {
  symbols: (spec) => spec.ask('textDocument/documentSymbol', {}),
  links: (spec) => spec.ask('textDocument/documentLink', {}),
  tokens: (spec) => spec.ask('textDocument/semanticTokens/full', {}),
  folding: (spec) => spec.ask('textDocument/foldingRange', {}),
  formatting: (spec) => spec.ask('textDocument/formatting', { options }),
  fixAll: (spec) => spec.fixAll(),
  request: (spec) => spec.message('cekuraAgent/request', {}),
  preview: (spec) => spec.message('cekuraAgent/preview', {}),
  agentId: (spec) => spec.message('cekuraAgent/agentId', {}),
  writeId: (spec) => spec.message('cekuraAgent/writeId', { id: 7 }),
  createErrors: async (spec) => {
    const errors = { text: spec.document.getText(), answer: { name: ['Too long.'] } };
    await spec.message('cekuraAgent/createErrors', { errors });
    return spec.message('cekuraAgent/createErrors', { errors: null });
  },
};

/** Those that it answers at a place of a spec (a UTF-16 offset). */
export const placeFeatures: Record<string, (spec: OpenSpec, offset: number) => Promise<unknown>> = {
  hints: (spec, offset) => {
    const start = spec.document.positionAt(offset);
    return spec.ask('textDocument/inlayHint', { range: { start, end: start } });
  },
  quickFixes: (spec, offset) => {
    const start = spec.document.positionAt(offset);
    const context = { diagnostics: [] };
    return spec.ask('textDocument/codeAction', { range: { start, end: start }, context });
  },
  selection: (spec, offset) =>
    spec.ask('textDocument/selectionRange', { positions: [spec.document.positionAt(offset)] }),
  completion: at('completion'),
  hover: at('hover'),
  definition: at('definition'),
  highlight: at('documentHighlight'),
  prepareRename: at('prepareRename'),
  references: at('references', { context: { includeDeclaration: true } }),
  onEnter: at('onTypeFormatting', { ch: '\n', options: { tabSize: 2, insertSpaces: true } }),
};

/** Every request that the server answers for an open spec. */
export const features = { ...wholeFeatures, ...placeFeatures };

const options = { tabSize: 2, insertSpaces: true };

function at(method: string, params: object = {}) {
  return (spec: OpenSpec, offset: number): Promise<unknown> => {
    const position = spec.document.positionAt(offset);
    return spec.ask(`textDocument/${method}`, { position, ...params });
  };
}
