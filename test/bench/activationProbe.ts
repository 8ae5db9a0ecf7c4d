import { readFileSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { extensions } from 'vscode';

/** What the activation of one extension took, in ms. */
export interface Activation {
  /** Until VS Code called it active. */
  total: number;
  /** Of that, the load of its main module and its `activate`. */
  own: number;
}

/** By the identifier of the extension: one entry for each run. */
export type Activations = Record<string, Activation[]>;

/** A first one to activate, so that neither of those measured pays for what VS Code does once. */
const first = 'bench.first';
const measured = ['cekura-agent-specs.cekura-agent-specs', 'bench.empty'];

/** Milliseconds before each activation. */
const quiet = 2000;

/** What VS Code calls in its extension host: activates the extensions, by turns in either order. */
export async function run(): Promise<void> {
  const path = join(__dirname, 'activations.json');
  const activations: Activations = JSON.parse(readFileSync(path, 'utf8'));
  const own = watchModules();
  await activate(first);
  const isEven = (activations['bench.empty']?.length ?? 0) % 2 === 0;
  for (const id of isEven ? measured : measured.toReversed()) {
    const before = own();
    const total = await activate(id);
    activations[id] = [...(activations[id] ?? []), { total, own: own() - before }];
  }
  writeFileSync(path, JSON.stringify(activations));
}

async function activate(id: string): Promise<number> {
  const extension = extensions.getExtension(id);
  if (!extension)
    throw new Error(
      `${id} is missing; there are ${extensions.all.map((e) => e.id).filter((id) => !id.startsWith('vscode.'))}.`,
    );
  if (extension.isActive) throw new Error(`${id} is already active.`);
  // What VS Code and the extension before still have to do is not part of it.
  await pause(quiet);
  const started = performance.now();
  await extension.activate();
  return performance.now() - started;
}

/** Adds up the ms in which main modules of extensions are loaded and their `activate` runs. */
function watchModules(): () => number {
  let spent = 0;
  const timed = <T>(work: () => T): T => {
    const started = performance.now();
    try {
      return work();
    } finally {
      spent += performance.now() - started;
    }
  };
  const original = Module.prototype.require;
  Module.prototype.require = function require(path: string) {
    if (!path.endsWith('extension.js')) return original.call(this, path);
    const exports = timed(() => original.call(this, path));
    return { ...exports, activate: (...args: unknown[]) => timed(() => exports.activate(...args)) };
  };
  return () => spent;
}
