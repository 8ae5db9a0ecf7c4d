import type { Comparison, FieldName } from '../../../shared/src/sync';
import { fieldList, fieldText } from './fieldText';

/** What is said of a spec and its agent, in the editor and on the command line alike: sentences. */
export const syncText = {
  /** A merge has left its markers. */
  markers: 'Resolve the merge conflict in the spec, or in the file that it names.',
  gone: (agentId: number) => `Agent ${agentId} no longer exists in this account.`,
  changedThere: (fields: readonly FieldName[]) => `Changed in Cekura: ${fieldList(fields)}.`,
  changedMeanwhile: 'The agent changed in Cekura just now. Nothing was sent.',
  mayHaveChanged: 'The agent may have changed.',
  inexact: (fields: readonly FieldName[]) =>
    `Too large a number to be sent as it is: ${fieldList(fields)}. Write it as text on both sides. Nothing was sent.`,
  notTaken: (agentId: number, fields: readonly FieldName[]) =>
    `Updated agent ${agentId}, but Cekura didn't take ${fieldList(fields)}.`,
  byHand: (fields: readonly FieldName[]) => `Change by hand: ${fieldList(fields)}.`,
  sharedTool: (tool: string) => `Other agents use ${fieldText(['mock_tools', tool])}, too.`,
  lostSecret: (field: FieldName) =>
    `Deletes the secret ${fieldText(field)}, which the spec does not have`,
};

/** What is said of fields that the spec no longer writes, and how those are cleared that can be. */
export function keptText({
  dropped,
  clearable,
}: Pick<Comparison, 'dropped' | 'clearable'>): string[] {
  if (dropped.length === 0) return [];
  const clear = clearable.map((field) => `\`${fieldText([field.at(-1) ?? ''])}: null\``);
  return [
    `Cekura keeps ${fieldList(dropped)}, which the spec no longer has.`,
    ...(clear.length > 0 ? [`To clear, write ${clear.slice(0, 5).join(', ')}.`] : []),
  ];
}
