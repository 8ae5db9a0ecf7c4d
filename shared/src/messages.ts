import type { Range, TextDocumentIdentifier, TextEdit } from 'vscode-languageserver-types';
import type { Comparison, FieldName, Pulled, Update } from './sync';

/**
 * What the client asks of the server beyond LSP: request method → params and result.
 * Types alone, so that the client takes no code from the server.
 */
export interface CekuraMessages {
  /** What would be sent for the open text, saved or not. Fails when the document is not open. */
  'cekuraAgent/request': {
    params: SpecVersion;
    result: SpecRequest;
  };
  /**
   * The request fit to be shown: secrets in the body are masked, and those in plain text are
   * templates, as if each had been written as `${secret:name}`.
   */
  'cekuraAgent/preview': {
    params: { textDocument: TextDocumentIdentifier };
    result: Omit<SpecRequest, 'plainSecrets'>;
  };
  /**
   * Shows what stood in the way of a create with the diagnostics of the spec, in place of what was shown of the create
   * before; each until the value that it speaks of changes. Errors of the spec they are not. Fails when the document is not open.
   */
  'cekuraAgent/createErrors': {
    params: {
      textDocument: TextDocumentIdentifier;
      /** Null: there is nothing to show any longer. */
      errors: CreateErrors | null;
    };
    /**
     * Which are shown in the open text: what has changed since it was sent is left out, and so is an answer that speaks
     * of no field.
     */
    result: ShownError[];
  };
  /** The spec's `id:`, null when there is none. Fails when the document is not open. */
  'cekuraAgent/agentId': {
    params: { textDocument: TextDocumentIdentifier };
    result: number | null;
  };
  /** How `id:` comes into the open text, or the new id into it. Fails when the document is not open. */
  'cekuraAgent/writeId': {
    params: { textDocument: TextDocumentIdentifier; id: number };
    /** `version`: the LSP version of the text that the edits are for. */
    result: { version: number; edits: TextEdit[] };
  };
  /** What differs between a spec and its agent. Fails when the document is not open. */
  'cekuraAgent/compare': {
    params: SpecVersion & SpecAndAgent;
    result: Comparison;
  };
  /** What both have in common by now: the base of later comparisons. Fails when the document is not open. */
  'cekuraAgent/common': {
    params: SpecVersion &
      SpecAndAgent & {
        /** Whether what Cekura never gives back was sent just now. */
        isSent: boolean;
      };
    result: JsonObject;
  };
  /** What has to be sent so that the agent has some fields as the spec has them. Fails when the document is not open. */
  'cekuraAgent/update': {
    params: SpecVersion &
      SpecAndAgent & {
        fields: FieldName[];
        /** Whether all secrets of the spec are sent as well, changed or not. */
        withSecrets: boolean;
      };
    result: Update;
  };
  /** How the open text comes to have some fields as the agent has them. Fails when the document is not open. */
  'cekuraAgent/pull': {
    /** `filled`: what the spec says with the values of its placeholders; they are changed by hand where it is not known. */
    params: {
      textDocument: TextDocumentIdentifier;
      agent: JsonObject;
      fields: FieldName[];
      filled?: JsonObject;
    };
    /** `version`: the LSP version of the text that the edits are for. `text`: what they make of it. */
    result: Pulled & {
      version: number;
      text: string;
      edits: TextEdit[];
      /** Its YAML is broken, so that nothing is pulled into it. */
      isBroken: boolean;
    };
  };
  /** Whether Cekura can import from the spec's provider. Fails when the document is not open. */
  'cekuraAgent/isImportable': {
    params: { textDocument: TextDocumentIdentifier };
    result: boolean;
  };
  /** An agent, as the API answers it, without the secrets in it: fit to be kept on disk. */
  'cekuraAgent/withoutSecrets': {
    params: { agent: JsonObject };
    result: JsonObject;
  };
  /** An agent, as the API answers it, as the text of a spec. */
  'cekuraAgent/agentSpec': {
    params: {
      agent: JsonObject;
      /** Writes placeholders where the agent has secrets, which Cekura never gives back. */
      withSecrets?: boolean;
    };
    result: string;
  };
}

/** Asks the language server, or what reads specs in its place; rejects when it does not run or does not know the document. */
export type AskServer = <Method extends keyof CekuraMessages>(
  method: Method,
  params: CekuraMessages[Method]['params'],
) => Promise<CekuraMessages[Method]['result']>;

/** A text of a spec: the one that is open, or another version of it. */
export interface SpecVersion {
  textDocument: TextDocumentIdentifier;
  /** Instead of the open text, which need not be open then. */
  text?: string;
}

/** What is compared. */
export interface SpecAndAgent {
  /** The spec's body with its placeholders in place, but for those that need a secret (`needsSecret`). */
  filled: JsonObject;
  /** As `GET /test_framework/v2/aiagents/{id}/` answers it. */
  agent: JsonObject;
  /** From `cekuraAgent/common`; null when it is not known what both had in common. */
  base: JsonObject | null;
}

/** What the server asks a client beyond LSP that has said `knowsAccount`. */
export const accountRequest = 'cekuraAgent/account';

/** What is asked of the account that the editor has a key for: `AccountEntry[]`, none where nothing is known in time. */
export type AccountQuery =
  | { kind: 'projects' }
  | { kind: 'agents'; project: number | null }
  | { kind: 'assistants'; project: number; provider: string };

/** Something that a spec can name. */
export interface AccountEntry {
  /** What a spec writes. */
  value: number | string;
  /** Plain text; null when it has none. */
  name: string | null;
  /** What else is to be known of it, in a few words. */
  note?: string;
}

/** What the client tells the server beyond LSP, without params: the folders are trusted, which they were not when it started. */
export const trustedNotification = 'cekuraAgent/trusted';

export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue;
}

/** A spec as the body of `POST /test_framework/v2/aiagents/`, before placeholders are resolved. */
export interface SpecRequest {
  /** The LSP version of the text this was made from. */
  version: number;
  /** The body with placeholders as they are written, without `id`; null when the text is no map. */
  body: JsonObject | null;
  /** Strings of `body` that hold placeholders, in the order of the text. */
  templates: Template[];
  /** Secrets that `body` holds in plain text, to be masked wherever an answer repeats them. */
  plainSecrets: string[];
  /** Ranges of the diagnostics of severity error; creating has to wait until there are none. */
  errors: Range[];
  /** Ranges of values that nobody has filled in and that Cekura would take, such as `<agent id>`. */
  unfilled: Range[];
  /** The spec's `id:`, which marks an agent that was created from it; null when there is none. */
  agentId: number | null;
}

/** A string of the body that has to be put together when it is sent. */
export interface Template {
  /** From the body's root to the string. */
  path: (string | number)[];
  /** Put together in order; texts are literal. */
  parts: (string | Placeholder)[];
  /** `line`: the line break at its end is left out (`oneLine.ts`). `integer`: it is sent as a number. */
  as: 'string' | 'line' | 'integer';
  /** Whether the place is one for secrets: then what a file gives is one, too. */
  isSecret: boolean;
}

/**
 * `env`: an environment variable's value. `secret`: a value from the editor's secret storage.
 * `file`: a file's text (UTF-8), its path relative to the spec. `fileBase64`: its bytes in base64.
 */
export interface Placeholder {
  kind: 'env' | 'secret' | 'file' | 'fileBase64';
  name: string;
}

/**
 * Why a text was not sent: the answer of the API (status 400), values that were missing before, or that the account does not
 * have its agent, which is but a warning.
 */
export type CreateErrors = { text: string } & (
  | { answer: JsonValue }
  | { missing: MissingValue[] }
  | { unknownAgent: number }
);

/** An error of a create that is shown in a spec. */
export interface ShownError {
  range: Range;
  /** The field that it speaks of, as the answer or the body names it: `provider.credentials.api_key`; '' for the whole. */
  field: string;
}

/** A placeholder in the body that has no value. */
export interface MissingValue {
  path: Template['path'];
  /** A sentence that says why. */
  message: string;
}
