import { quantile, type Row } from './samples';
import type { ServerName } from './servers';

/** Medians with the 95th percentile in brackets, and how many times the median of one is another's. */
export function markdownTable(rows: Iterable<Row>, columns: ServerName[]): string {
  const ratios = (
    [
      ['ours', 'floor'],
      ['yaml-ls, no debounce', 'ours'],
      ['yaml-ls', 'ours'],
    ] satisfies [ServerName, ServerName][]
  ).filter((pair) => pair.every((name) => columns.includes(name)));
  const head = ['', ...columns, ...ratios.map(([of, by]) => `${of} / ${by}`)];
  const lines = [...rows].map(({ what, unit, values }) => {
    const median = (name: ServerName) => quantile(values.get(name) ?? [], 0.5);
    return [
      `${what}, ${unit}`,
      ...columns.map((name) => cell(values.get(name) ?? [])),
      ...ratios.map(([of, by]) => shown(median(of) / median(by))),
    ];
  });
  const widths = head.map((title, at) =>
    Math.max(title.length, 3, ...lines.map((line) => line[at]?.length ?? 0)),
  );
  const row = (cells: string[]) =>
    `| ${cells.map((text, at) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, at) =>
    at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [row(head), row(rule), ...lines.map(row)].join('\n');
}

function cell(values: number[]): string {
  if (values.length === 0) return '–';
  const median = shown(quantile(values, 0.5));
  return values.length < 3 ? median : `${median} (${shown(quantile(values, 0.95))})`;
}

/** Two digits that mean something, or all of those before the point. */
function shown(value: number): string {
  if (Number.isNaN(value)) return '–';
  return value < 10 ? value.toFixed(value < 1 ? 2 : 1) : Math.round(value).toLocaleString('en');
}
