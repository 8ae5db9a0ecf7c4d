import type { TextDocument } from 'vscode';
import type { AskServer } from '../../../shared/src/messages';
import type { AgentIds } from '../agents/agentIds';
import type { Connect, Connection } from '../api/http';
import type { FollowImports } from '../imports/followImports';
import type { Imports } from '../imports/imports';
import type { Sources } from '../placeholders/fillPlaceholders';
import type { ApiKey } from '../secrets/apiKey';
import type { SpecStore } from '../specs/specStore';
import type { Consents } from './consents';
import type { OneAtATime } from './oneAtATime';

/** What all creates share. */
export interface CreateServices {
  ask: AskServer;
  /** How Cekura is reached; undefined after saying why it may not be. */
  connector: () => Connect | undefined;
  key: Pick<ApiKey, 'getOrAsk'>;
  /** Where the placeholders of a spec get their values. */
  sources: (document: TextDocument) => Sources;
  consents: Pick<Consents, 'given'>;
  store: SpecStore;
  oneAtATime: OneAtATime;
  ids: AgentIds;
  imports: Pick<Imports, 'runningFrom'>;
  /** Takes note of what a spec and the agent that was created from it have in common. */
  noteCreated: (created: {
    uri: string;
    text: string;
    agentId: number;
    connection: Connection;
  }) => Promise<void>;
  followImports: Pick<FollowImports, 'follow'>;
}
