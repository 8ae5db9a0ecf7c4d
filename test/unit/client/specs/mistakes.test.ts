import { beforeEach, expect, test, vi } from 'vitest';
import { onFirstMistakeFixed } from '../../../../client/src/specs/mistakes';
import { Document, editor, Uri } from '../fakeVscode';

const uri = Uri.file('/specs/a.cekura-agent.yaml');
const listeners = vi.hoisted(() => ({
  saving: (_event: unknown): void => undefined,
  checked: (_event: unknown): void => undefined,
  codes: [] as string[],
}));
vi.mock('vscode', async (original) => {
  const fake = await original<typeof import('../fakeVscode')>();
  const onWillSaveTextDocument = (listener: typeof listeners.saving) => {
    listeners.saving = listener;
  };
  return {
    ...fake,
    DiagnosticSeverity: { Error: 0 },
    TextDocumentSaveReason: { Manual: 1, AfterDelay: 2 },
    Disposable: { from: () => ({ dispose: () => undefined }) },
    workspace: Object.defineProperties(
      { onWillSaveTextDocument },
      Object.getOwnPropertyDescriptors(fake.workspace),
    ),
    languages: {
      ...fake.languages,
      getDiagnostics: () => listeners.codes.map((code) => ({ severity: 0, code })),
      onDidChangeDiagnostics: (listener: typeof listeners.checked) => {
        listeners.checked = listener;
      },
    },
  };
});

let document: Document;
const steps = {
  open: () => {
    document = new Document(uri, '');
    document.isDirty = false;
    editor.documents = [document];
  },
  edit: () => {
    document.isDirty = true;
  },
  save: () => listeners.saving({ document, reason: 1 }),
  autoSave: () => listeners.saving({ document, reason: 2 }),
  close: () => document.close(),
};

beforeEach(() => editor.reset());

/** Steps, and the codes that the spec then has. */
type Course = (keyof typeof steps | string[])[];

const wrong = ['unknown-key'];
test.each<[what: string, Course, fixed: boolean]>([
  ['a mistake that it had when it was opened', [wrong, 'open', 'edit', []], true],
  ['a mistake of a file outside of the folder', ['open', wrong, 'edit', []], true],
  ['a mistake that was saved', ['open', [], 'edit', wrong, 'save', []], true],
  ['a mistake that came and went while typing', ['open', [], 'edit', wrong, []], false],
  ['a mistake that was saved automatically', ['open', [], 'edit', wrong, 'autoSave', []], false],
  ['a value that is filled in', [['not-filled-in'], 'open', 'edit', []], false],
  ['a mistake of a spec that is closed', [wrong, []], false],
  ['a mistake that was closed unsaved', ['open', [], 'edit', wrong, 'close', []], false],
])('%s', (_what, course, fixed) => {
  const listener = vi.fn();
  onFirstMistakeFixed(listener);
  for (const step of course) {
    if (!Array.isArray(step)) {
      steps[step]();
      continue;
    }
    listeners.codes = step;
    listeners.checked({ uris: [uri] });
  }
  expect(listener).toHaveBeenCalledTimes(fixed ? 1 : 0);
});
