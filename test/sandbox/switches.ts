import type { EditName } from './edits';
import { type Fault, type FaultName, faults } from './faults';
import { type Course, type ImportFaultName, importFaults, usual } from './importFaults';
import type { Fields } from './json';
import { type CallName, callNames } from './routes';

/** What a fault is armed for: requests of one call, requests of any, or the imports that start. */
export type Target = CallName | 'any' | 'import';

const targets: readonly string[] = [...callNames, 'any', 'import'];

/** What can be said about an armed fault beside its name. */
export interface ArmOptions {
  /** How many requests or imports get it: 1 when left out, `Infinity` for all that come. */
  times?: number;
  /** The body in the place of the one the fault answers with. */
  body?: unknown;
  /** The `Retry-After` in the place of the fault's own: seconds, or an HTTP date. */
  retryAfter?: number | string;
  /** What somebody else does in the place of the fault's own edit: see `editAgent`. */
  edit?: EditName | Fields;
  /** The fields that are not taken in the place of the fault's own. */
  fields?: string[];
  /** How long a step of the import takes, in milliseconds. */
  stageMs?: number;
}

interface Armed {
  target: string;
  fault: string;
  left: number;
  options: ArmOptions;
}

const requestFaults = new Map<string, Fault>(Object.entries(faults));
const courses = new Map<string, Course>(Object.entries({ usual, ...importFaults }));

/** The faults that wait for their requests, the first armed first. */
export class Switches {
  private armed: Armed[] = [];

  /** Arms a fault of `faults`, or of `importFaults` for imports. Throws on a name that is neither. */
  arm(target: Target, fault: FaultName | ImportFaultName, options?: ArmOptions): void {
    this.armByName(target, fault, options);
  }

  /** The same for names that come from outside. Throws a `RangeError` that says what there is. */
  armByName(target: string, fault: string, options: ArmOptions = {}): void {
    const names = [...(target === 'import' ? courses : requestFaults).keys()];
    if (!targets.includes(target)) throw new RangeError(unknown('call', target, targets));
    if (!names.includes(fault)) throw new RangeError(unknown('fault', fault, names));
    this.armed.push({ target, fault, left: options.times ?? 1, options });
  }

  /** Takes back every fault that still waits. */
  disarm(): void {
    this.armed = [];
  }

  /** What still waits, in words. */
  get waiting(): string[] {
    return this.armed.map(({ target, fault, left }) => `${target}: ${fault} × ${left}`);
  }

  /** Gives the fault for a request that came in and counts it; nothing when none is armed. */
  faultFor(call: CallName): Fault | undefined {
    const taken = this.take([call, 'any']);
    const fault = requestFaults.get(taken?.fault ?? '');
    return taken && fault && withOptions(fault, taken.options);
  }

  /** Gives how the import goes that starts now. */
  nextCourse(): Course {
    const { fault = '', options: { stageMs } = {} } = this.take(['import']) ?? {};
    const course = courses.get(fault) ?? usual;
    return stageMs === undefined ? course : { ...course, stageMs };
  }

  private take(fitting: string[]): Armed | undefined {
    const taken = this.armed.find(({ target }) => fitting.includes(target));
    if (taken) taken.left -= 1;
    this.armed = this.armed.filter(({ left }) => left > 0);
    return taken;
  }
}

function withOptions(fault: Fault, options: ArmOptions): Fault {
  const { meanwhile, notTaken } = fault;
  return {
    ...withAnswer(fault, options),
    ...(meanwhile && { meanwhile: { ...meanwhile, edit: options.edit ?? meanwhile.edit } }),
    ...(notTaken && { notTaken: options.fields ?? notTaken }),
  };
}

function withAnswer(fault: Fault, { body, retryAfter }: ArmOptions): Fault {
  if (!fault.instead || typeof fault.instead === 'function') return fault;
  const own = fault.instead;
  const hint = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  const instead = {
    status: own.status,
    body: body === undefined ? own.body : body,
    headers: { ...own.headers, ...hint },
  };
  return { ...fault, instead };
}

const unknown = (what: string, name: string, known: readonly string[]): string =>
  `There is no ${what} "${name}". Use one of: ${known.join(', ')}.`;
