import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import {
  CancellationTokenSource,
  type DocumentDiagnosticReport,
  type SemanticTokens,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { features } from '../../protocol/features';
import { OpenSpec, Server } from '../../protocol/server';
import { anyBeginning } from '../../specBeginnings';
import { anyEdit, begin, carryOut, type Draft, type Edit } from '../../specEdits';

/** What a soak has done. */
export interface Figures {
  seed: number;
  edits: number;
  /** Requests that were answered; those that were cancelled are not counted. */
  answers: number;
  /** Texts for which all answers were those of a server that had just been given the text. */
  comparisons: number;
  /** Bytes in use after a garbage collection with no spec open: at first, after a tenth, at the end. */
  heap: { start: number; tenth: number; end: number };
}

/** One step of a session: an edit of a spec, a question about it, or a comparison. */
type Step = { spec: number } & (
  | { edit: Edit }
  | { ask: keyof typeof features; at: number; cancel: boolean }
  | { compare: true }
);

const anySpec = fc.nat({ max: 2 });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ spec: anySpec, edit: anyEdit }) },
  {
    weight: 3,
    arbitrary: fc.record({
      spec: anySpec,
      ask: fc.constantFrom(...Object.keys(features)),
      at: fc.nat({ max: 20_000 }),
      cancel: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ spec: anySpec, compare: fc.constant(true as const) }) },
);

/** What must be as in a server that has just been given the text. */
const compared = ['diagnostics', 'symbols', 'tokens', 'folding', 'request'] as const;

/** Sessions between two restarts of the server that is compared with. */
const sessionsOfReference = 100;

const start = () => Server.start({ textDocument: { diagnostic: {} } });

/**
 * Edits specs at random, with requests in between, in one server for the whole time; whatever it answers has to be what a server
 * answers that has just been given the text. Sessions depend on the seed alone.
 * @param minutes how long it goes on
 * @throws what fast-check says of the first session that went wrong, as small as it could be made
 */
export async function soak(minutes: number, seed: number): Promise<Figures> {
  const server = await start();
  let reference = await start();
  const figures = { seed, edits: 0, answers: 0, comparisons: 0 };
  const begun = Date.now();
  const length = minutes * 60_000;
  const heap = { start: await server.heap(), tenth: 0, end: 0 };
  let sessions = 0;

  const edit = async (beginnings: string[], steps: Step[]) => {
    sessions += 1;
    if (sessions % sessionsOfReference === 0) {
      await reference.stop();
      reference = await start();
    }
    const specs = await Promise.all(beginnings.map((text) => EditedSpec.open(server, text)));
    const compare = async (spec: EditedSpec | undefined) => {
      await spec?.compare(reference);
      figures.comparisons += 1;
    };
    try {
      for (const step of steps) {
        const spec = specs[step.spec];
        if ('edit' in step) {
          await spec?.edit(step.edit);
          figures.edits += 1;
        } else if ('ask' in step) {
          spec?.ask(step.ask, step.at, step.cancel);
        } else {
          await compare(spec);
        }
      }
      for (const spec of specs) await compare(spec);
    } finally {
      for (const spec of specs) figures.answers += await spec.close();
    }
    if (heap.tenth === 0 && Date.now() - begun > length / 10) heap.tenth = await server.heap();
  };
  // When the time is over, fast-check does not wait for the session that is going on.
  let last = Promise.resolve();
  const session = fc.asyncProperty(
    fc.array(anyBeginning, { minLength: 3, maxLength: 3 }),
    fc.array(anyStep, { minLength: 10, maxLength: 120, size: 'max' }),
    (beginnings, steps) => {
      last = edit(beginnings, steps);
      return last;
    },
  );

  try {
    await fc.assert(session, {
      seed,
      numRuns: Number.MAX_SAFE_INTEGER,
      interruptAfterTimeLimit: length,
    });
    await last;
    heap.end = await server.heap();
  } finally {
    await last.catch(() => undefined);
    await Promise.all([server.stop(), reference.stop()]);
  }
  return { ...figures, heap };
}

/** A spec that is edited in one server. */
class EditedSpec {
  readonly #answers: Promise<unknown>[] = [];

  private constructor(
    private readonly server: Server,
    private document: TextDocument,
    private readonly draft: Draft,
  ) {}

  static async open(server: Server, text: string): Promise<EditedSpec> {
    const { document } = await server.openQuietly(text);
    return new EditedSpec(server, document, begin(text));
  }

  async edit(edit: Edit): Promise<void> {
    const { start, end, newText } = carryOut(this.draft, edit);
    const { uri, version } = this.document;
    const range = { start: this.document.positionAt(start), end: this.document.positionAt(end) };
    const change = { range, text: newText };
    this.document = TextDocument.update(this.document, [change], version + 1);
    this.draft.text = this.document.getText();
    await this.server.notify('textDocument/didChange', {
      textDocument: { uri, version: version + 1 },
      contentChanges: [change],
    });
  }

  /** Asks without waiting, so that edits follow before there is an answer. */
  ask(feature: keyof typeof features, at: number, cancel: boolean): void {
    const cancellation = new CancellationTokenSource();
    const spec = new OpenSpec(this.server, this.document, [], cancellation.token);
    const { length } = this.document.getText();
    const answer = features[feature]?.(spec, at % (length + 1)) ?? Promise.resolve();
    this.#answers.push(cancel ? answer.catch(acceptCancelled) : answer);
    if (cancel) cancellation.cancel();
  }

  /** Throws when what the server says is not what it says of the text in a new spec. */
  async compare(reference: Server): Promise<void> {
    const text = this.document.getText();
    const { document: fresh } = await reference.openQuietly(text);
    const [known, wanted] = await Promise.all([
      whatIsSaid(new OpenSpec(this.server, this.document, [])),
      whatIsSaid(new OpenSpec(reference, fresh, [])),
    ]);
    await reference.notify('textDocument/didClose', { textDocument: { uri: fresh.uri } });
    deepStrictEqual(known, wanted, `Not what a fresh server says of ${JSON.stringify(text)}`);
    this.#answers.push(...compared.map(() => Promise.resolve()));
  }

  /** How many questions were answered, once they are; throws when one was answered with an error. */
  async close(): Promise<number> {
    const answers = await Promise.all(this.#answers);
    await this.server.notify('textDocument/didClose', { textDocument: { uri: this.document.uri } });
    return answers.length;
  }
}

/** What a server says of a spec, without what depends on its version. */
async function whatIsSaid(spec: OpenSpec): Promise<Record<(typeof compared)[number], unknown>> {
  const [report, symbols, tokens, folding, request] = await Promise.all([
    spec.ask<DocumentDiagnosticReport>('textDocument/diagnostic', {}),
    spec.ask<unknown>('textDocument/documentSymbol', {}),
    spec.ask<SemanticTokens>('textDocument/semanticTokens/full', {}),
    spec.ask<unknown>('textDocument/foldingRange', {}),
    spec.message('cekuraAgent/request', {}),
  ]);
  const diagnostics = 'items' in report ? report.items : report;
  return {
    diagnostics,
    symbols,
    tokens: tokens.data,
    folding,
    request: { ...request, version: 0 },
  };
}

/** -32800 is LSP's RequestCancelled. */
function acceptCancelled(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === -32800)) throw error;
}

/** The figures of a soak, in lines for a person. */
export function figuresOf({ seed, edits, answers, comparisons, heap }: Figures): string {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  return [
    `edits                      ${edits}`,
    `requests answered          ${answers}`,
    `compared with a fresh text ${comparisons}`,
    `heap at the start          ${megabytes(heap.start)}`,
    `heap after a tenth         ${megabytes(heap.tenth)}`,
    `heap at the end            ${megabytes(heap.end)}`,
    `seed                       ${seed}`,
  ].join('\n');
}
