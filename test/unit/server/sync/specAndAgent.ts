import { put } from '../../../../client/src/placeholders/fillPlaceholders';
import { SpecDocument } from '../../../../server/src/document/specDocument';
import { requestOf } from '../../../../server/src/request/request';
import type { JsonObject, SpecAndAgent } from '../../../../shared/src/messages';
import { needsSecret } from '../../../../shared/src/needsSecret';

/** A spec in YAML. */
export const specOf = (text: string): SpecDocument =>
  SpecDocument.create('file:///a.cekura-agent.yaml', 1, text);

/** What a spec says with the texts of its files and environment variables in place, by their names. */
export function filledOf(document: SpecDocument, values: Record<string, string> = {}): JsonObject {
  const { body, templates } = requestOf(document);
  const filled = structuredClone(body ?? {});
  for (const template of templates.filter((each) => !needsSecret(each))) {
    const parts = template.parts.map((part) =>
      typeof part === 'string' ? part : (values[part.name] ?? ''),
    );
    put(filled, template.path, parts.join(''));
  }
  return filled;
}

/** What is compared. */
export function given(
  document: SpecDocument,
  agent: JsonObject,
  base: JsonObject | null = null,
  values?: Record<string, string>,
): SpecAndAgent {
  return { filled: filledOf(document, values), agent, base };
}
