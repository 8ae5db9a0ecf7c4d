import { nodeAt, type SpecNode, textAt } from './nodes';

/** The types a spec chooses, which decide what else it may hold. */
export interface Choice {
  /** `provider.type`; none is a custom agent, which is what the empty type means to the API. */
  provider: string;
  /** `provider.chat_agent_details.type`; undefined when none is written. */
  chat: string | undefined;
  /** `configure_from_provider` is true: the platform fills in what is not written. */
  imports: boolean;
}

/** The types a spec chooses. */
export function choiceOf(root: SpecNode | null): Choice {
  const imports = nodeAt(root, ['provider', 'configure_from_provider']);
  return {
    imports: imports?.kind === 'scalar' && imports.value === true,
    provider: textAt(root, ['provider', 'type']) ?? '',
    chat: textAt(root, ['provider', 'chat_agent_details', 'type']),
  };
}
