import type { SpecRequest, SpecVersion } from '../../../shared/src/messages';
import { needsSecret } from '../../../shared/src/needsSecret';
import { fillPlaceholders, type Sources } from '../placeholders/fillPlaceholders';

/** A spec that is compared with an agent. */
export interface ComparedSpec {
  uri: string;
  /** The text that is compared and sent, whatever it becomes meanwhile; the open one when left out. */
  text?: string;
  /** Absolute; undefined for a spec that is no file. */
  path: string | undefined;
  agentId: number;
  /** Where its placeholders get their values. */
  sources: Sources;
}

/** The text of a spec that the language server is asked about. */
export function versionOf({ uri, text }: Pick<ComparedSpec, 'uri' | 'text'>): SpecVersion {
  return { textDocument: { uri }, ...(text !== undefined && { text }) };
}

/** The body with the values of its placeholders but for those that need a secret: nobody is asked for anything. */
export function fillWithoutSecrets(
  { body, templates }: Pick<SpecRequest, 'body' | 'templates'>,
  sources: Sources,
) {
  const readable = templates.filter((template) => !needsSecret(template));
  return fillPlaceholders({ body, templates: readable }, sources);
}
