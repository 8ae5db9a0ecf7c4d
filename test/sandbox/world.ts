import type { Agents } from './agents';
import type { Course } from './importFaults';
import type { Imports } from './imports';
import type { Fields } from './json';

/** What the handlers of the API's calls work on. */
export interface World {
  agents: Agents;
  imports: Imports;
  /** Gives how the import that starts now will go. */
  nextCourse(): Course;
  /** The sandbox's own URL, without a slash at its end. */
  readonly url: string;
}

/** A call that was let in: its key is good and no fault stands in its place. */
export interface Call {
  params: Fields;
  query: Fields;
  body: unknown;
}
