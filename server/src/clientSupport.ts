import type { InitializeParams } from 'vscode-languageserver';

/** What the editor can do, as far as the features have to know it. */
export interface ClientSupport {
  /** Completion items may hold tab stops. */
  snippets: boolean;
  /** It asks for the documentation of an item when it shows it. */
  lazyDocumentation: boolean;
  /** It has the command `cekuraAgent.keepSecret`, which puts a value into its secret storage. */
  keepsSecrets: boolean;
}

/** Reads what a client says of itself; what it does not mention it cannot do. */
export function supportOf({
  capabilities,
  initializationOptions,
}: InitializeParams): ClientSupport {
  const item = capabilities.textDocument?.completion?.completionItem;
  const options: unknown = initializationOptions;
  return {
    snippets: item?.snippetSupport === true,
    lazyDocumentation: item?.resolveSupport?.properties.includes('documentation') === true,
    keepsSecrets:
      typeof options === 'object' &&
      options !== null &&
      'keepsSecrets' in options &&
      options.keepsSecrets === true,
  };
}
