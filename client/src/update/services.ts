import type { TextDocument } from 'vscode';
import type { AskServer } from '../../../shared/src/messages';
import type { Connection } from '../api/http';
import type { Consents } from '../create/consents';
import type { OneAtATime } from '../create/oneAtATime';
import type { FollowImports } from '../imports/followImports';
import type { Imports } from '../imports/imports';
import type { Sources } from '../placeholders/fillPlaceholders';
import type { SpecStore } from '../specs/specStore';
import type { UriTracker } from '../specs/uriTracker';
import type { KeptVersions } from '../sync/baseStore';
import type { Bases } from '../sync/rememberedBase';
import type { ComparedTexts } from './comparedTexts';
import type { KnownStates } from './knownStates';

/** What comparing, updating and pulling share. */
export interface UpdateServices {
  ask: AskServer;
  /** How Cekura is reached; undefined after saying why it is not, or when nobody gave a key. */
  connect: () => Promise<Connection | undefined>;
  /** The same without asking or saying anything. */
  connectQuietly: () => Promise<Connection | undefined>;
  /** Where the placeholders of a spec get their values. */
  sources: (document: Pick<TextDocument, 'uri' | 'isUntitled'>) => Sources;
  consents: Pick<Consents, 'given'>;
  store: SpecStore;
  oneAtATime: OneAtATime;
  uris: Pick<UriTracker, 'at'>;
  /** The address of Cekura's API; undefined when it is wrong. */
  address: () => string | undefined;
  bases: Bases;
  earlier: Pick<KeptVersions, 'add' | 'list'>;
  imports: Pick<Imports, 'runningFrom'>;
  followImports: Pick<FollowImports, 'follow'>;
  known: KnownStates;
  texts: ComparedTexts;
}
