import {
  Disposable,
  type DocumentSelector,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import type { AskServer } from '../../../shared/src/messages';
import { agentOf } from '../agents/agentOf';
import { isSpecDocument } from '../specs/specDocuments';
import type { SpecStore } from '../specs/specStore';
import { unsureText } from '../sync/syncText';
import type { Known, KnownStates, State } from './knownStates';

const texts: Record<State, string> = {
  inStep: 'In sync',
  here: 'Changed here',
  there: 'Changed in Cekura',
  both: 'Changed on both sides',
  differs: 'Different in Cekura',
  gone: 'Not in this account',
};

/** How often the age of what is known is written anew, in milliseconds. */
const minuteMs = 60_000;

/** Shows beside the language of a spec how it and its agent stood to each other last; a click compares them. */
export function registerStateStatus(
  selector: DocumentSelector,
  known: KnownStates,
  ask: AskServer,
  store: SpecStore,
): Disposable {
  let item: LanguageStatusItem | undefined;
  let updates = 0;
  const update = async () => {
    updates += 1;
    const mine = updates;
    const document = window.activeTextEditor?.document;
    const isSpec = document !== undefined && isSpecDocument(document);
    const agent = isSpec ? await agentOf(document, ask, store) : undefined;
    if (mine !== updates) return;
    if (!agent) item?.dispose();
    item = agent && isSpec ? (item ?? newItem(selector)) : undefined;
    if (item && document) Object.assign(item, itemFor(document, known));
  };
  void update();
  const timer = setInterval(update, minuteMs);
  return Disposable.from(
    new Disposable(() => {
      clearInterval(timer);
      item?.dispose();
    }),
    known.onDidChange(update),
    store.onDidChange(update),
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document) void update();
    }),
  );
}

function newItem(selector: DocumentSelector): LanguageStatusItem {
  const item = languages.createLanguageStatusItem('cekuraAgent.state', selector);
  item.name = 'Cekura Agent';
  return item;
}

function itemFor(
  { uri, version }: TextDocument,
  known: KnownStates,
): Pick<LanguageStatusItem, 'text' | 'detail' | 'severity' | 'command'> {
  const last = known.get(uri);
  const needsCare = last?.state === 'both' || last?.state === 'gone';
  return {
    text: stateText(last, version),
    detail: unsureText(last?.unsure ?? []).join(' '),
    severity: needsCare ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information,
    command: { title: 'Compare', command: 'cekuraAgent.compare', arguments: [uri] },
  };
}

/**
 * What is known of a spec, and how old that is.
 *
 * @param version of the text as it is now
 * @param now in milliseconds since 1970
 */
export function stateText(last: Known | undefined, version: number, now = Date.now()): string {
  if (!last) return 'Not compared yet';
  const age = ageText(now - last.at);
  return last.version === version
    ? `${texts[last.state]} (${age})`
    : `Edited since compared (${age})`;
}

function ageText(ms: number): string {
  const minutes = Math.floor(ms / minuteMs);
  if (minutes < 1) return 'just now';
  return minutes < 60 ? `${minutes} min ago` : `${Math.floor(minutes / 60)} h ago`;
}
