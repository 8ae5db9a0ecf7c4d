import { type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';

const section = 'cekuraAgent.inlayHints';

/**
 * Follows the setting `cekuraAgent.inlayHints`, and has the hints asked for again when it changes.
 * @returns asks whether hints are wanted; an editor that cannot say wants none
 */
export function inlayHintsSetting(connection: Connection): () => Promise<boolean> {
  let isFollowed = false;
  connection.onDidChangeConfiguration(() => {
    connection.languages.inlayHint.refresh().catch(() => undefined);
  });
  return async () => {
    if (!isFollowed) {
      isFollowed = true;
      connection.client
        .register(DidChangeConfigurationNotification.type, { section })
        .catch(() => undefined);
    }
    return connection.workspace.getConfiguration(section).then(
      (wanted: unknown) => wanted === true,
      () => false,
    );
  };
}
