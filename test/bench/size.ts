import { statSync } from 'node:fs';
import { packageExtension } from '../../scripts/package';
import type { Round } from './round';

/** Packs the extension and takes its size. */
export async function measureSize({ samples }: Round): Promise<void> {
  samples.add('.vsix', 'KB', 'ours', statSync(await packageExtension()).size / 1024);
}
