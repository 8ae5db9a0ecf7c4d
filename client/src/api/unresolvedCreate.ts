import type { JsonValue } from '../../../shared/src/messages';
import { fields, id, text } from './parse';

/** A create that was sent, as far as it helps to find the agent again that it may have made. */
export interface UnresolvedCreate {
  name: string | undefined;
  project: number | undefined;
  /** Where it was sent. */
  baseUrl: string;
  /** Milliseconds since 1970, by this machine's clock: tells it from other creates, and is shown. */
  sentAt: number;
  /** When Cekura last answered before, by its own clock, in milliseconds since 1970; undefined when it had not. */
  heardAt: number | undefined;
  /** The agent that the spec had before. */
  agentBefore: number | undefined;
  /** The newest agent known at that address before. */
  newestBefore: number | undefined;
}

/** Reads an open create that was kept as JSON; undefined for what is none. */
export function parseUnresolvedCreate(value: JsonValue | undefined): UnresolvedCreate | undefined {
  const { name, project, baseUrl, sentAt, heardAt, agentBefore, newestBefore } = fields(value);
  const sentTo = text(baseUrl);
  if (sentTo === undefined || typeof sentAt !== 'number') return undefined;
  return {
    name: text(name),
    project: id(project),
    baseUrl: sentTo,
    sentAt,
    heardAt: typeof heardAt === 'number' ? heardAt : undefined,
    agentBefore: id(agentBefore),
    newestBefore: id(newestBefore),
  };
}
