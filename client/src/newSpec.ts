import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { type ExtensionContext, SnippetString, window, workspace } from 'vscode';
import type { AccountEntry, AccountQuery } from '../../shared/src/messages';
import { labelText } from '../../shared/src/plainText';
import { fields, parseJson, text } from './api/parse';
import { languageId } from './specs/specDocuments';
import { unusedUri } from './specs/unusedUri';
import { checkOff } from './ui/walkthrough';

interface Template {
  label: string;
  detail: string;
  /** A snippet in VS Code's format. */
  body: string;
  /** What a file of it is called, without its ending. */
  fileName: string;
}

/** What the account has, by its names. */
type AskAccount = (query: AccountQuery) => Promise<AccountEntry[]>;

/** The question for a project waits no longer for the account than this, in milliseconds. */
const longestMs = 2_000;

/**
 * Asks for a provider and, where the account has several, for a project; opens a new spec with the template, the first
 * tab stop active.
 *
 * @param account gives nothing where Cekura cannot be reached
 */
export async function newSpec(context: ExtensionContext, account: AskAccount): Promise<void> {
  const known = projectsIn(account);
  const template = await window.showQuickPick(readTemplates(context), {
    title: 'New Agent Spec',
    placeHolder: 'Where does the agent run?',
    matchOnDetail: true,
  });
  if (!template) return;
  const project = await chooseProject(await known);
  if (project === 'cancelled') return;
  const uri = await unusedUri(template.fileName);
  const document = await (uri
    ? workspace.openTextDocument(uri)
    : workspace.openTextDocument({ language: languageId }));
  const editor = await window.showTextDocument(document);
  await editor.insertSnippet(new SnippetString(withProject(template.body, project)));
  checkOff('specStarted');
}

async function projectsIn(account: AskAccount): Promise<AccountEntry[]> {
  const late = setTimeout(longestMs, []);
  return Promise.race([account({ kind: 'projects' }).catch(() => []), late]);
}

/** The only project there is, or the one that is chosen; undefined to fill it in later. */
async function chooseProject(
  projects: readonly AccountEntry[],
): Promise<number | undefined | 'cancelled'> {
  const rows = projects.map(({ value, name }) => ({
    label: labelText(name ?? `Project ${value}`),
    description: String(value),
    project: Number(value),
  }));
  if (rows.length < 2) return rows[0]?.project;
  const later = { label: 'Fill In Later', description: '', project: undefined };
  const row = await window.showQuickPick([...rows, later], {
    title: 'New Agent Spec',
    placeHolder: 'Which project does the agent belong to?',
    matchOnDescription: true,
  });
  return row ? row.project : 'cancelled';
}

/** The template with a project in the place that it leaves for one; the tab stop stays. */
function withProject(body: string, project: number | undefined): string {
  return project === undefined ? body : body.replace('<project id>', String(project));
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
