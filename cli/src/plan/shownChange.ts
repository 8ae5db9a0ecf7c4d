import { type Mask, mapTexts } from '../../../client/src/api/masks';
import type { JsonValue } from '../../../shared/src/messages';
import type { ChangedBy, Difference } from '../../../shared/src/sync';
import { nameOf } from './specPlan';

/** What an update does with a field; `send` again what Cekura never gives back. */
export type Action = 'add' | 'change' | 'delete' | 'send';

/** A difference as it is shown, secrets masked. */
export interface ShownChange {
  /** `mock_tools.get_order.description`. */
  field: string;
  action: Action;
  /** Who changed it since both were the same. */
  changed: ChangedBy;
  /** Absent where Cekura has nothing, or does not give it back. */
  there?: JsonValue;
  /** Absent where the spec has nothing, or it is a secret or a file. */
  here?: JsonValue;
  /** Whether it is an item of a set, which is added or deleted as a whole. */
  isItem?: true;
  /** Why nothing is shown of it. */
  unread?: 'secret' | 'file' | 'unread';
}

/** The differences of a spec as they are shown. */
export function shownChanges(
  differences: readonly Difference[],
  { mask }: { mask: Mask },
): ShownChange[] {
  return differences.map((difference) => {
    const { field, changed, here, there, isItem, unread } = difference;
    return {
      field: nameOf(field),
      action: actionOf(difference),
      changed,
      ...(unread === undefined && there !== undefined && { there: mapTexts(there, mask) }),
      ...(unread === undefined && here !== undefined && { here: mapTexts(here, mask) }),
      ...(isItem && { isItem }),
      ...(unread !== undefined && { unread }),
    };
  });
}

function actionOf({ here, there, unread }: Difference): Action {
  if (unread !== undefined) return 'send';
  if (there === undefined) return 'add';
  return here === undefined ? 'delete' : 'change';
}
