import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Sources, Value } from '../../../client/src/placeholders/fillPlaceholders';
import { readSpecFile, type SpecFolders } from '../../../client/src/placeholders/specFiles';
import { isAtOrIn } from '../../../shared/src/isAtOrIn';

/** Variables that a spec must not send by `${env:}`: those of the command line, and those of a job on GitHub. */
const neverSent = [/^CEKURA_API_KEY$/i, /^CEKURA_SECRET_/i, /^ACTIONS?_/i, /^GITHUB_TOKEN$/i];

/** Where the placeholders of a spec get their values on the command line. */
export function sourcesOf(path: string): Sources {
  const folders = foldersOf(path);
  return {
    env: async (name) =>
      neverSent.some((own) => own.test(name))
        ? {
            problem: `The environment variable ${name} may hold a key or token, so a spec can't send it.`,
          }
        : variable(name, `The environment variable ${name} isn't set.`),
    secret: async (name) => {
      const from = secretVariable(name);
      return variable(
        from,
        `The secret ${name} has no value: set the environment variable ${from}.`,
      );
    },
    file: (name) => readSpecFile(name, 'text', folders),
    fileBase64: (name) => readSpecFile(name, 'base64', folders),
  };
}

/** The environment variable that has the value of `${secret:vapi-key}`: `CEKURA_SECRET_VAPI_KEY`. */
export function secretVariable(name: string): string {
  return `CEKURA_SECRET_${name.toUpperCase().replaceAll(/\W/g, '_')}`;
}

function variable(name: string, problem: string): Value {
  const text = Object.hasOwn(process.env, name) ? process.env[name] : undefined;
  return text === undefined ? { problem } : { text };
}

/** Files may lie anywhere in the repository of the spec, else below the current folder, else below that of the spec. */
export function foldersOf(path: string): SpecFolders {
  const spec = dirname(path);
  const here = process.cwd();
  return { spec, root: repositoryOf(spec) ?? (isAtOrIn(spec, here) ? here : spec) };
}

/** Whether a spec lies in a clone without its whole history, as CI makes them. */
export function isShallow(path: string): boolean {
  const top = repositoryOf(dirname(path));
  return top !== undefined && existsSync(join(top, '.git/shallow'));
}

function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : repositoryOf(above);
}
