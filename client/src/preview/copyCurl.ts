import { env, Uri, window } from 'vscode';
import type { AskServer, Template } from '../../../shared/src/messages';
import { plainText } from '../../../shared/src/plainText';
import { agentsPath } from '../api/paths';
import { apiBaseUrl } from '../configuration/settings';
import { type FilesOfSpec, filesOf } from '../placeholders/placeholderSources';
import { noSpec, specFor } from '../specs/specDocuments';
import { notify } from '../ui/notifications';
import { curlCommand } from './curl';
import { previewedSpec, requestOf } from './preview';

/**
 * Copies the request of a spec as a command with the secrets left out, and says which variables it
 * reads.
 *
 * @param target the Uri of the spec or of its preview, else the active editor's is meant
 */
export async function copyCurl(target: unknown, ask: AskServer): Promise<void> {
  const uri = target instanceof Uri ? target : window.activeTextEditor?.document.uri;
  const spec = await specFor(uri && previewedSpec(uri));
  const base = apiBaseUrl();
  if (!spec) return fail(noSpec);
  if ('problem' in base) return fail(base.problem);
  const { body, templates } = await requestOf(spec, ask);
  if (body === null) return fail('The spec is empty.');
  const files = filesOf(spec);
  const filled = await withTexts(templates, files);
  if ('problem' in filled) return fail(`Not copied. ${plainText(filled.problem)}`);
  const request = { body, templates: filled.templates };
  const copied = curlCommand(base.url + agentsPath, request, files.path);
  if ('problem' in copied) return fail(`Not copied. ${plainText(copied.problem)}`);
  const { command, variables } = copied;
  await env.clipboard.writeText(command);
  const needed = new Intl.ListFormat('en-GB').format(['CEKURA_API_KEY', ...variables]);
  notify(
    window.showInformationMessage,
    `Copied the request as curl, without secrets. Set ${needed} in your shell first.`,
  );
}

const fail = (message: string) => notify(window.showErrorMessage, message);

/** The templates with the texts of files in place; knowledge files and secret ones are left to the shell. */
async function withTexts(
  templates: Template[],
  files: FilesOfSpec,
): Promise<{ templates: Template[] } | { problem: string }> {
  const filled: Template[] = [];
  for (const template of templates) {
    const parts: Part[] = [];
    for (const part of template.parts) {
      const ready = await withText(part, template.isSecret, files);
      if ('problem' in ready) return ready;
      parts.push(ready.part);
    }
    filled.push({ ...template, parts });
  }
  return { templates: filled };
}

type Part = Template['parts'][number];

async function withText(
  part: Part,
  isSecret: boolean,
  files: FilesOfSpec,
): Promise<{ part: Part } | { problem: string }> {
  if (typeof part === 'string') return { part };
  if (part.kind === 'env' || part.kind === 'secret') return { part };
  const isShown = part.kind === 'file' && !isSecret;
  const value = isShown ? await files.text(part.name) : await files.find(part.name);
  if ('problem' in value) return value;
  return { part: 'text' in value ? value.text : part };
}
