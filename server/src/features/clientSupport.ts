import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver';
import type { DiagnosticTag } from 'vscode-languageserver-types';

/** What a diagnostic may hold beside its place and message. */
export interface DiagnosticSupport {
  relatedInformation?: boolean;
  tags?: readonly DiagnosticTag[];
  /** A page that explains the code. */
  codeDescription?: boolean;
}

/** What the editor can do, as far as the features have to know it. */
export interface ClientSupport extends DiagnosticSupport {
  /** Completion items may hold tab stops. */
  snippets: boolean;
  /** Edits of quick fixes may hold tab stops. */
  snippetEdits: boolean;
  /** It asks for the documentation of an item when it shows it. */
  lazyDocumentation: boolean;
  /** It has the command `cekuraAgent.keepSecret`, which puts a value into its secret storage. */
  keepsSecrets: boolean;
  /** It can be asked for the names in the account: `accountRequest`. */
  knowsAccount: boolean;
  /** It asks for diagnostics; else they are published to it. */
  pullsDiagnostics: boolean;
  /** It tells of changes on disk when it is asked to. */
  watchesFiles: boolean;
}

/** Reads what a client says of itself; what it does not mention it cannot do. */
export function supportOf({
  capabilities,
  initializationOptions,
}: Pick<InitializeParams, 'capabilities' | 'initializationOptions'>): ClientSupport {
  const item = capabilities.textDocument?.completion?.completionItem;
  const says = (option: string) => isTrue(initializationOptions, option);
  return {
    ...diagnosticSupportOf(capabilities.textDocument),
    snippets: item?.snippetSupport === true,
    snippetEdits: capabilities.workspace?.workspaceEdit?.snippetEditSupport === true,
    lazyDocumentation: item?.resolveSupport?.properties.includes('documentation') === true,
    pullsDiagnostics: capabilities.textDocument?.diagnostic !== undefined,
    watchesFiles: capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    keepsSecrets: says('keepsSecrets'),
    knowsAccount: says('knowsAccount'),
  };
}

function isTrue(options: unknown, name: string): boolean {
  return typeof options === 'object' && options !== null && Reflect.get(options, name) === true;
}

/** A client that pulls diagnostics may say of either way what they may hold. */
function diagnosticSupportOf(
  textDocument: ClientCapabilities['textDocument'],
): Required<DiagnosticSupport> {
  const told = [textDocument?.diagnostic, textDocument?.publishDiagnostics];
  return {
    relatedInformation: told.some((one) => one?.relatedInformation === true),
    tags: told.flatMap((one) => one?.tagSupport?.valueSet ?? []),
    codeDescription: told.some((one) => one?.codeDescriptionSupport === true),
  };
}
