import type { Path } from '../ast/nodes';
import { excerpt } from '../base/excerpt';
import type { SpecDocument } from '../document/specDocument';
import { mayBeSecret } from '../placeholders/secretPlaces';
import { maskText } from './plainSecrets';
import { withoutUrlSecrets } from './urlSecrets';

/**
 * A value in backticks for a message, which may end in the log of a build: nothing of a secret is in it.
 * @param path where the value stands
 */
export function quote({ choice }: SpecDocument, path: Path, value: string): string {
  const shown = mayBeSecret(path, choice)
    ? maskText(value, path, choice)
    : withoutUrlSecrets(value);
  return `\`${excerpt(shown)}\``;
}
