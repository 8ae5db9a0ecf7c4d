import { window } from 'vscode';
import type { Difference } from '../../../shared/src/sync';
import type { Mask } from '../api/masks';
import { bothSides, fieldText } from '../sync/fieldText';

/** The side whose value counts, by field and values: as long as both stay, nobody is asked again. */
export class Decisions {
  readonly #sides = new Map<string, 'here' | 'there'>();

  /** Which side changed a field, or counts by what a person has said; undefined when that is not known. */
  sideOf(difference: Difference): 'here' | 'there' | undefined {
    const { changed } = difference;
    return changed === 'here' || changed === 'there' ? changed : this.#sides.get(keyOf(difference));
  }

  /**
   * Asks about all fields of which it is not known which side counts, those with changes on both sides first.
   *
   * @param chosen the side that counts for the fields that are chosen; for the others, it is the other one
   * @returns whether it was answered, or nothing was to be asked
   */
  async ask(
    differences: readonly Difference[],
    chosen: 'here' | 'there',
    mask: Mask,
  ): Promise<boolean> {
    const open = differences.filter((each) => this.sideOf(each) === undefined);
    if (open.length === 0) return true;
    const rows = open
      .toSorted((a, b) => a.changed.localeCompare(b.changed))
      .map((difference) => ({
        label: fieldText(difference.field),
        description: bothSides(difference, mask),
        difference,
        // What is asked for is the side that counts, unless it could lose what the spec has.
        picked: chosen === 'here',
      }));
    const picked = await window.showQuickPick(rows, { canPickMany: true, ...words[chosen] });
    if (picked === undefined) return false;
    const other = chosen === 'here' ? 'there' : 'here';
    const taken = new Set(picked.map(({ difference }) => difference));
    for (const difference of open)
      this.#sides.set(keyOf(difference), taken.has(difference) ? chosen : other);
    return true;
  }
}

const words = {
  here: {
    title: 'Different in Spec and Cekura',
    placeHolder: 'Select the fields to send. The others are taken from Cekura.',
  },
  there: {
    title: 'Different in Spec and Cekura',
    placeHolder: 'Select the fields to take from Cekura. The others stay as they are.',
  },
};

const keyOf = ({ field, here, there }: Difference) => JSON.stringify([field, here, there]);
