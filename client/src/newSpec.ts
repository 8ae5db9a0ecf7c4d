import { readFile } from 'node:fs/promises';
import { type ExtensionContext, SnippetString, window, workspace } from 'vscode';
import { fields, parseJson, text } from './api/parse';
import { languageId } from './specs/specDocuments';
import { unusedUri } from './specs/unusedUri';

interface Template {
  label: string;
  detail: string;
  /** A snippet in VS Code's format. */
  body: string;
  /** What a file of it is called, without its ending. */
  fileName: string;
}

/** Asks for a provider and opens a new spec with its template, the first tab stop active. */
export async function newSpec(context: ExtensionContext): Promise<void> {
  const template = await window.showQuickPick(readTemplates(context), {
    title: 'New Agent Spec',
    placeHolder: 'Where does the agent run?',
    matchOnDetail: true,
  });
  if (!template) return;
  const uri = await unusedUri(template.fileName);
  const document = await (uri
    ? workspace.openTextDocument(uri)
    : workspace.openTextDocument({ language: languageId }));
  const editor = await window.showTextDocument(document);
  await editor.insertSnippet(new SnippetString(template.body));
}

/** The templates that the build has written, in their order. */
async function readTemplates(context: ExtensionContext): Promise<Template[]> {
  const written = await readFile(context.asAbsolutePath('dist/templates.json'), 'utf8');
  const list = parseJson(written);
  return (Array.isArray(list) ? list : []).map((entry) => {
    const { title, description, body, fileName } = fields(entry);
    return {
      label: text(title) ?? '',
      detail: text(description) ?? '',
      body: text(body) ?? '',
      fileName: text(fileName) ?? 'agent',
    };
  });
}
