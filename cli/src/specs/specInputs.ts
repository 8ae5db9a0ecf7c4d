import { readFileSync, statSync } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { decode, findSpecs, readSpec } from '../../../server/src/entry/core';
import { trouble } from '../base/exitCodes';
import { reasonOf } from '../base/reasonOf';

/** A spec that the command line was asked for: what it is called in messages, and its text. */
export interface SpecInput {
  file: string;
  /** Where it stands on disk, as an absolute path. */
  path?: string;
  read(): Promise<string>;
}

/** The specs that paths stand for, in their order, and a sentence for each path that stands for none. */
export interface SpecInputs {
  specs: SpecInput[];
  problems: string[];
}

/**
 * Finds the specs that arguments of the command line name.
 *
 * @param paths files (`.yaml` or `.yml`, whatever they are called), folders and glob patterns (the
 *   `*.cekura-agent.yaml` in them), and `-` for standard input
 */
export async function specInputs(paths: readonly string[]): Promise<SpecInputs> {
  const found = new Map<string, SpecInput>();
  const problems: string[] = [];
  for (const path of paths) {
    const specs = await inputsOf(path);
    if (typeof specs === 'string') problems.push(specs);
    else for (const spec of specs) if (!found.has(spec.file)) found.set(spec.file, spec);
  }
  return { specs: [...found.values()], problems };
}

async function inputsOf(path: string): Promise<SpecInput[] | string> {
  if (path === '') return 'A path is empty.';
  if (path === '-') {
    return [{ file: '<stdin>', read: async () => decode(await buffer(process.stdin)) }];
  }
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
    if (isFolder) await access(path, constants.R_OK | constants.X_OK);
  } catch (error) {
    return inputsOfPattern(path, error);
  }
  if (isFolder) {
    const specs = await findSpecs(resolve(path));
    return specs.length > 0 ? specs.map(fileInput) : `${path} has no specs (*.cekura-agent.yaml).`;
  }
  return /\.ya?ml$/i.test(path)
    ? [fileInput(resolve(path))]
    : `${path} isn't a spec: specs are YAML files, named *.cekura-agent.yaml.`;
}

/** What a path stands for that is no file and no folder. */
async function inputsOfPattern(path: string, error: unknown): Promise<SpecInput[] | string> {
  const { isDynamicPattern } = await import('tinyglobby');
  const pattern = path.replaceAll('\\', '/');
  if (!isDynamicPattern(pattern)) return `${path} can't be read: ${reasonOf(error)}.`;
  const specs = (await findSpecs(process.cwd(), pattern)).filter(isSpec);
  return specs.length > 0 ? specs.map(fileInput) : `No spec matches ${path}.`;
}

/** Whether a file is called as specs are. */
const isSpec = (path: string) => /\.cekura-agent\.ya?ml$/.test(path);

/** Why something else than a spec is not written into a file: it is one. */
export const overSpec = (path: string | undefined) =>
  path !== undefined && isSpec(path)
    ? trouble('usage', `${path} is a spec: give another file for this.`)
    : undefined;

function fileInput(path: string): SpecInput {
  return { file: relative('.', path), path, read: () => readFile(path) };
}

/** Bytes of a file that is read at once: nothing else goes on meanwhile, and Node needs a tenth of the time for it. */
const small = 1_000_000;

/** What says nothing of its size may be a pipe. */
async function readFile(path: string): Promise<string> {
  const { size } = statSync(path);
  return size > 0 && size <= small ? decode(readFileSync(path)) : readSpec(path);
}
