import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { packageExtension } from '../../scripts/package';
import { homes } from './window';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The packaged extension. */
    vsix: string;
  }
}

/** Packs the extension once for all files of this layer. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('vsix', await packageExtension());
  return () => rm(homes, { recursive: true, force: true });
}
