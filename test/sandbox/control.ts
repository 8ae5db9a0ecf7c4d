import express, { type Request, type Response, type Router } from 'express';
import type { Setting } from './api';
import { editAgent, editOf } from './edits';
import { asFields } from './json';
import { renderPage } from './page';

/**
 * Makes the router below `/sandbox`: the page for people, and for tests in other processes
 * `GET requests`, `POST arm {call, fault, times?, body?, retryAfter?, stageMs?, edit?, fields?}`, `POST disarm`,
 * `POST clock {aheadMinutes?, withoutZone?}`, `POST agents {count?, kilobytes?, name?, project?}` and
 * `POST edit {agent, edit}`. An `edit` is a name in `edits` or the fields that somebody else sets.
 */
export function controlRouter(setting: Setting): Router {
  const { switches, requests, clock, agents } = setting;
  const router = express.Router();
  router.use(express.json(), express.urlencoded());
  router.get('/', (_request, response) => {
    response.send(renderPage(setting));
  });
  router.get('/requests', (_request, response) => {
    response.json(requests);
  });
  router.post('/arm', (request, response) => {
    const { call, fault, times, body, retryAfter, stageMs, edit, fields } = asFields(request.body);
    orUnknown(request, response, () => {
      switches.armByName(String(call), String(fault), {
        times: Number(times ?? 1),
        body,
        ...(retryAfter === undefined ? {} : { retryAfter: String(retryAfter) }),
        ...(stageMs === undefined ? {} : { stageMs: Number(stageMs) }),
        ...(edit === undefined ? {} : { edit: editOf(edit) }),
        ...(Array.isArray(fields) && { fields: fields.map(String) }),
      });
    });
  });
  router.post('/edit', (request, response) => {
    const { agent: id, edit } = asFields(request.body);
    orUnknown(request, response, () => {
      const agent = agents.all.find((one) => one.id === Number(id));
      if (!agent) throw new RangeError(`There is no agent ${id}.`);
      editAgent(agents, agent, editOf(edit));
    });
  });
  router.post('/disarm', (request, response) => {
    switches.disarm();
    afterwards(request, response);
  });
  router.post('/clock', (request, response) => {
    const { aheadMinutes, withoutZone } = asFields(request.body);
    clock.options = {
      aheadMs: Number(aheadMinutes ?? 0) * 60_000,
      withoutZone: withoutZone !== undefined,
    };
    afterwards(request, response);
  });
  router.post('/agents', (request, response) => {
    const { count, kilobytes, name, project } = asFields(request.body);
    const agent = {
      name: String(name ?? 'Large'),
      description: 'x'.repeat(Number(kilobytes ?? 60) * 1024),
      project: Number(project ?? 42),
    };
    for (let made = 0; made < Number(count ?? 100); made++) agents.create(agent);
    afterwards(request, response);
  });
  return router;
}

/** Leads the addresses of the dashboard's pages to the page for people. */
export function pagesRouter(): Router {
  const router = express.Router();
  router.get('/agents/:id', ({ params: { id } }, response) => {
    response.redirect(`/sandbox/#agent-${Number(id)}`);
  });
  router.get(['/agents', '/dashboard/settings/org/api-key'], (_request, response) => {
    response.redirect('/sandbox/');
  });
  return router;
}

/** Does it; or answers 400 with what there is where a name is unknown. */
function orUnknown(request: Request, response: Response, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    response.status(400).json({ detail: error.message });
    return;
  }
  afterwards(request, response);
}

/** Back to the page for its forms; nothing to say to programs. */
function afterwards(request: Request, response: Response): void {
  if (request.is('urlencoded')) response.redirect(303, '/sandbox/');
  else response.status(204).end();
}
