import type { Comparison, FieldName } from '../../../shared/src/sync';
import { fieldList, fieldText, isSet } from './fieldText';
import type { UnsureSecret } from './unsureSecrets';

/** What is said of a spec and its agent, in the editor and on the command line alike: sentences. */
export const syncText = {
  /** A merge has left its markers. */
  markers: 'Resolve the merge conflict in the spec, or in the file that it names.',
  gone: (agentId: number) => `Agent ${agentId} no longer exists in this account.`,
  changedThere: (fields: readonly FieldName[]) => `Changed in Cekura: ${fieldList(fields)}.`,
  changedMeanwhile: 'Someone changed the agent just now. Nothing was sent.',
  mayHaveChanged: 'The agent may have changed.',
  inexact: (fields: readonly FieldName[]) =>
    `Too large to be sent exactly: ${fieldList(fields)}. Write the number as text, in the spec and in Cekura. Nothing was sent.`,
  notTaken: (agentId: number, fields: readonly FieldName[]) =>
    `Updated agent ${agentId}, but Cekura didn't take ${fieldList(fields)}.`,
  byHand: (fields: readonly FieldName[]) => `Change by hand: ${fieldList(fields)}.`,
  sharedTool: (tool: string) => `Other agents also use ${fieldText(['mock_tools', tool])}.`,
  lostSecret: (field: FieldName) =>
    `Deletes the secret ${fieldText(field)}, which the spec doesn't have`,
};

/**
 * What is said of what an update deletes if Cekura has it. All of it is named: nobody can agree to what is only counted.
 *
 * @param verb what comes before the names: `Deletes`
 */
export function mayBeLostText(fields: readonly FieldName[], verb = 'Deletes'): string[] {
  if (fields.length === 0) return [];
  const names = fields.map(fieldText).join(', ');
  return [`${verb} ${names}, if Cekura has ${fields.length === 1 ? 'it' : 'them'}`];
}

/** What is said of fields that the spec no longer writes, and how those are cleared that can be. */
export function keptText({
  dropped,
  clearable,
  overruled,
}: Pick<Comparison, 'dropped' | 'clearable' | 'overruled'>): string[] {
  const platform = overruled.map(
    (field) =>
      `Not sent: ${fieldText(field)}, which the provider's own replaces (auto_sync_prompt).`,
  );
  if (dropped.length === 0) return platform;
  const clear = clearable.map((field) => {
    const name = fieldText([field.at(-1) ?? '']);
    return `\`${name}: ${isSet(field) ? '[]' : 'null'}\``;
  });
  return [
    ...platform,
    `Cekura keeps ${fieldList(dropped)}, which the spec no longer has.`,
    ...(clear.length > 0 ? [`To clear, write ${clear.slice(0, 5).join(', ')}.`] : []),
  ];
}

/** What is said of secrets of which nobody knows whether they were sent. */
export function unsureText(unsure: readonly UnsureSecret[]): string[] {
  if (unsure.length === 0) return [];
  const all = unsure.map(
    ({ field, commit }) => `${fieldText(field)} changed in ${commit.slice(0, 7)}`,
  );
  return [`${all.join(', ')}: if that was never sent, send the secrets too.`];
}
