import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { AskServer, JsonObject } from '../../../shared/src/messages';

/** Names that Windows keeps for devices, whatever stands behind a dot. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** A name as a file's: `solar-leads`; '' where nothing is left of it. */
function slugOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replaceAll(/^-|-$/g, '');
  return devices.test(slug) ? `agent-${slug}` : slug;
}

/**
 * Writes a new spec, as a whole or not at all, and gives its path.
 *
 * @param names what it may be called, without its ending: the first that no file has
 * @throws what Node says of a folder that cannot be written
 */
export async function writeNewSpec(
  folder: string,
  names: Iterable<string>,
  text: string,
): Promise<string> {
  const aside = join(folder, `.${randomUUID()}.tmp`);
  try {
    await writeFile(aside, text, { flag: 'wx' });
    for (const name of names) {
      const path = join(folder, `${name}.cekura-agent.yaml`);
      if (await isPut(aside, path)) return path;
    }
  } finally {
    await rm(aside, { force: true });
  }
  throw new Error('every name is taken');
}

/** Gives a file a second name, which no other may have. Where there are no links, it is copied. */
async function isPut(aside: string, path: string): Promise<boolean> {
  const isTaken = (error: unknown) =>
    error instanceof Error && 'code' in error && error.code === 'EEXIST';
  try {
    await link(aside, path).catch((error) => {
      if (isTaken(error)) throw error;
      return copyFile(aside, path, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

/**
 * Writes a new spec of an agent, under its name.
 *
 * @throws what Node says of a folder that cannot be written
 */
export async function writeAgentSpec(
  folder: string,
  agent: JsonObject,
  id: number,
  ask: AskServer,
): Promise<{ path: string; text: string }> {
  const text = await ask('cekuraAgent/agentSpec', { agent, withSecrets: true });
  const slug = slugOf(typeof agent.name === 'string' ? agent.name : '');
  const names = slug === '' ? [`agent-${id}`] : [slug, `${slug}-${id}`];
  return { path: resolve(await writeNewSpec(folder, names, text)), text };
}
