import type { ServerName } from './servers';

/** What was measured in one row: `ms`, `MB` or `KB`, by server. */
export interface Row {
  what: string;
  unit: string;
  values: Map<ServerName, number[]>;
}

/** Everything measured so far, in the order of the first measurement. */
export class Samples {
  readonly rows = new Map<string, Row>();

  add(what: string, unit: string, server: ServerName, value: number): void {
    const row = this.rows.get(what) ?? { what, unit, values: new Map() };
    this.rows.set(what, row);
    const values = row.values.get(server) ?? [];
    row.values.set(server, values);
    values.push(value);
  }
}

/** The value below which a share (0 to 1) of the values lies; NaN when there are none. */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}
