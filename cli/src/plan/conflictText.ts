import { fieldList } from '../../../client/src/sync/fieldText';
import { syncText } from '../../../client/src/sync/syncText';
import type { ChangedBy, Difference } from '../../../shared/src/sync';

/** Why an agent is not updated, or a spec not written, as sentences. */
export function conflictText(conflicts: readonly Difference[]): string {
  const changed = (by: ChangedBy) =>
    conflicts.filter((each) => each.changed === by).map(({ field }) => field);
  const [both, unknown] = [changed('both'), changed('unknown')];
  const open = [
    ...(both.length > 0 ? [`Changed here and in Cekura: ${fieldList(both)}.`] : []),
    ...(unknown.length > 0 ? [`No version in git says who changed ${fieldList(unknown)}.`] : []),
  ];
  return open.length > 0 ? open.join(' ') : syncText.changedThere(changed('there'));
}

/** What leads out of a conflict, as a sentence. */
export function wayOut(conflicts: readonly Difference[]): string {
  return conflicts.every(({ changed }) => changed === 'there')
    ? 'Run cekura-agent pull first.'
    : 'Write what Cekura has into the spec and commit it, then make your change again.';
}
