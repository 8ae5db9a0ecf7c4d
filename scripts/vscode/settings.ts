import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Settings = Record<string, string | number | boolean>;

/** A quiet VS Code: nothing is sent, fetched or offered that has no place in trying a spec. */
export const userSettings: Settings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.banner': 'never',
  'git.enabled': false,
  // As on a desktop: a browser saves by itself, and refuses to save meanwhile.
  'files.autoSave': 'off',
};

/** Writes `settings.json` into a folder; with `keep`, only when there is none. */
export async function writeSettings(
  folder: string,
  settings: Settings,
  existing: 'keep' | 'replace',
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const text = `${JSON.stringify(settings, undefined, 2)}\n`;
  const flag = existing === 'keep' ? 'wx' : 'w';
  await writeFile(join(folder, 'settings.json'), text, { flag }).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
}
