import type { Setting } from './api';
import { edits } from './edits';
import { faults } from './faults';
import { importFaults } from './importFaults';
import { keyHeader, maskKey } from './requests';
import { callNames } from './routes';

/** Gives the sandbox's page: a button for every fault, what waits, agents and requests so far. */
export function renderPage({ agents, requests, switches, clock }: Setting): string {
  const calls = [...callNames, 'any'].map((name) => `<option>${name}</option>`).join('');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Cekura sandbox</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
  button { margin: 0 .3rem .4rem 0; }
  input { width: 4rem; }
  tr:target { background: #ffef9e; }
  td, th { padding: .1rem 1rem .1rem 0; text-align: left; vertical-align: top; }
</style>
<h1>Cekura sandbox</h1>
<p>A local stand-in for the Cekura API. Nothing is kept after it stops. Reload this page to update it.</p>
<h2>Make the next request fail</h2>
<form method="post" action="arm">
  <p><label>Call <select name="call">${calls}</select></label> ${times}</p>
  ${buttons(faults)}
</form>
<h2>Make the next import fail</h2>
<form method="post" action="arm">
  <input type="hidden" name="call" value="import">
  <p>${times}</p>
  ${buttons(importFaults)}
</form>
<h2>Queued</h2>
${list(switches.waiting)}
<form method="post" action="disarm"><button>Clear</button></form>
<h2>Clock</h2>
<form method="post" action="clock">
  <p>The sandbox's time is ${clock.stamp}.
  <label>Minutes ahead <input name="aheadMinutes" type="number" value="0"></label>
  <label><input name="withoutZone" type="checkbox"> Without time zone</label>
  <button>Set</button></p>
</form>
<h2>Agents</h2>
<form method="post" action="agents">
  <p><label>Agents <input name="count" type="number" min="1" value="100"></label>
  <label>Size in KB <input name="kilobytes" type="number" min="0" value="60"></label>
  <label>Name <input name="name" value="Large"></label>
  <label>Project <input name="project" type="number" min="1" value="42"></label>
  <button>Create</button></p>
</form>
${table(
  ['ID', 'Name', 'Project', 'Edit as someone else'],
  agents.all.map(({ id, fields }) => [id, fields.name, fields.project]),
  ([id]) => ({ anchor: `agent-${id}`, controls: editForm(id) }),
)}
<h2>Requests</h2>
${table(
  ['Method', 'Path', 'Status', 'Key'],
  requests
    .map(({ method, path, status, headers }) => [method, path, status, maskKey(headers[keyHeader])])
    .reverse(),
)}
</html>
`;
}

const times = '<label>Times <input name="times" type="number" min="1" value="1"></label>';

const buttons = (table: Record<string, { title: string }>): string =>
  Object.entries(table)
    .map(([name, { title }]) => `<button name="fault" value="${name}">${escaped(title)}</button>`)
    .join('\n  ');

const list = (items: string[]): string =>
  items.length === 0
    ? '<p>Nothing. Every request succeeds.</p>'
    : `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;

/** The form with which somebody else edits an agent. */
const editForm = (agent: unknown): string =>
  `<form method="post" action="edit"><input type="hidden" name="agent" value="${agent}">
  <select name="edit">${Object.entries(edits)
    .map(([name, { title }]) => `<option value="${name}">${escaped(title)}</option>`)
    .join('')}</select> <button>Edit</button></form>`;

/** @param more what addresses call a row, and the HTML of its last cell */
const table = (
  heads: string[],
  rows: unknown[][],
  more?: (row: unknown[]) => { anchor: string; controls: string },
): string => {
  if (rows.length === 0) return '<p>None yet.</p>';
  const cell = (tag: string, content: unknown) =>
    `<${tag}>${escaped(String(content ?? '–'))}</${tag}>`;
  const body = rows.map((cells) => {
    const { anchor, controls } = more?.(cells) ?? {};
    const inner = cells.map((content) => cell('td', content)).join('');
    return `<tr${anchor ? ` id="${anchor}"` : ''}>${inner}${controls ? `<td>${controls}</td>` : ''}</tr>`;
  });
  return `<table><tr>${heads.map((head) => cell('th', head)).join('')}</tr>${body.join('\n')}</table>`;
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
