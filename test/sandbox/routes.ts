import { predefinedMetrics, projects } from './account';
import type { Answer } from './answer';
import { createAgent, importAgain, listAgents, listAssistants, updateAgent } from './handlers';
import type { PollPath } from './importFaults';
import { present } from './presentation';
import type { Call, World } from './world';

/** The names of the API's calls, for which faults are armed. */
export const callNames = [
  'create',
  'progress',
  'auto-fetch',
  'agent',
  'update',
  'agents',
  'projects',
  'assistants',
  'metrics',
] as const;

/** The name of one of the API's calls. */
export type CallName = (typeof callNames)[number];

/** One call of the API: where it is and what answers it. */
export interface Route {
  call: CallName;
  method: 'get' | 'post' | 'patch';
  path: string;
  handle(call: Call, world: World): Answer;
}

const root = '/test_framework/v2/aiagents/';

const progressAt =
  (path: PollPath): Route['handle'] =>
  ({ params, query }, { imports }) => ({
    status: 200,
    body: imports.progress(path, query.progress_id, params.id),
  });

const always =
  (body: unknown): Route['handle'] =>
  () => ({ status: 200, body });

/** Every call of the API. The first that matches answers, so fixed names stand before `:id`. */
export const routes: Route[] = [
  { call: 'create', method: 'post', path: root, handle: createAgent },
  { call: 'agents', method: 'get', path: root, handle: listAgents },
  {
    call: 'assistants',
    method: 'get',
    path: `${root}provider-assistants/`,
    handle: listAssistants,
  },
  {
    call: 'progress',
    method: 'get',
    path: `${root}import-progress/`,
    handle: progressAt('import-progress of old'),
  },
  {
    call: 'progress',
    method: 'get',
    path: `${root}:id/import-progress/`,
    handle: progressAt('import-progress'),
  },
  {
    call: 'progress',
    method: 'get',
    path: `${root}:id/auto-fetch-progress/`,
    handle: progressAt('auto-fetch-progress'),
  },
  { call: 'auto-fetch', method: 'post', path: `${root}:id/auto-fetch/`, handle: importAgain },
  { call: 'update', method: 'patch', path: `${root}:id/`, handle: updateAgent },
  {
    call: 'agent',
    method: 'get',
    path: `${root}:id/`,
    handle: ({ params }, { agents, url }) => ({
      status: 200,
      body: present(agents.find(params.id), url),
    }),
  },
  { call: 'projects', method: 'get', path: '/user/v1/projects/', handle: always(projects) },
  {
    call: 'metrics',
    method: 'get',
    path: '/test_framework/v1/predefined-metrics/',
    handle: always(predefinedMetrics),
  },
];
