/** How the clock of a sandbox goes. */
export interface ClockOptions {
  /** How far it is ahead of this machine's, in milliseconds; negative when it is behind. */
  aheadMs?: number;
  /** Times in answers say no zone. */
  withoutZone?: boolean;
}

/** The clock of a sandbox, which the times and the `Date` headers of its answers go by. */
export class Clock {
  constructor(public options: ClockOptions = {}) {}

  get now(): Date {
    return new Date(Date.now() + (this.options.aheadMs ?? 0));
  }

  /** The time as agents have it. */
  get stamp(): string {
    const time = this.now.toISOString();
    return this.options.withoutZone ? time.slice(0, -1) : time;
  }
}
