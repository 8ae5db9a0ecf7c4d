import { withoutLineBreak } from '../../../shared/src/oneLine';
import { entry, nodeAt, resolve, type SpecNode, textAt } from './nodes';

/** The types a spec chooses, which decide what else it may hold. */
export interface Choice {
  /**
   * `provider.type`; none is a custom agent, which is what the empty type means to the API. Undefined when
   * one stands there that cannot be read (yet): nothing is known then of what depends on it.
   */
  provider: string | undefined;
  /** `provider.chat_agent_details.type`; undefined when none is written, or none that can be read. */
  chat: string | undefined;
  /** `configure_from_provider` is true, whatever follows it: the platform fills in what is not written. */
  imports: boolean;
}

/** The types a spec chooses. */
export function choiceOf(root: SpecNode | null): Choice {
  const imports = nodeAt(root, ['provider', 'configure_from_provider']);
  return {
    imports: imports?.kind === 'scalar' && /^true\b/.test(String(imports.value)),
    provider: providerType(root),
    chat: typeAt(root, ['provider', 'chat_agent_details']),
  };
}

/** `type` with a letter too few or too many, or two that have changed places, and what else it is called. */
const almostType =
  /^(?:type|ype|tpe|tye|typ|ytpe|tpye|tyep|ttype|tyype|typpe|typee|types|name|kind|platform|provider|vendor)$/i;

function providerType(root: SpecNode | null): string | undefined {
  const written = entry(root, 'provider');
  const isPartial = root?.kind === 'map' && root.incomplete;
  if (written === undefined) return isPartial ? undefined : '';
  const provider = resolve(written.value);
  if (provider?.kind !== 'map') return undefined;
  if (entry(provider, 'type') === undefined) {
    const isMistyped = provider.entries.some(({ key }) => almostType.test(String(key.value)));
    return provider.incomplete || isMistyped ? undefined : '';
  }
  return typeAt(root, ['provider']);
}

/** The type of a map; a placeholder says nothing before it is filled in. */
function typeAt(root: SpecNode | null, path: string[]): string | undefined {
  const type = textAt(root, [...path, 'type']);
  return type === undefined || type.includes('${') ? undefined : withoutLineBreak(type);
}
