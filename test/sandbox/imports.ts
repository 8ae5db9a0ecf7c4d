import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Agent } from './agents';
import { detail, notFound, Refusal } from './answer';
import type { Course, PollPath } from './importFaults';
import { progressOf } from './progress';

/** An import that was started, and how far it has come. */
interface Import {
  agent: Agent;
  course: Course;
  /** Index into the course's steps; their number when it has ended. */
  step: number;
}

/**
 * The imports of one sandbox; they go on by themselves, a step every `stageMs` milliseconds unless
 * their course says otherwise.
 */
export class Imports {
  private readonly imports = new Map<string, Import>();
  private readonly stop = new AbortController();

  /** @param pass resolves when an import may make its next step */
  constructor(
    private readonly stageMs: number,
    private readonly pass: () => Promise<void>,
  ) {}

  /** Starts an import into `agent`, calls `fill` when it is completed; gives its `progress_id`. */
  start(agent: Agent, course: Course, fill: () => void): string {
    const id = randomUUID();
    const started = { agent, course, step: 0 };
    this.imports.set(id, started);
    void this.run(started, fill);
    return id;
  }

  /** Ends every import where it stands. */
  close(): void {
    this.stop.abort();
  }

  /** Whether an import into the agent runs or was completed. */
  holds(agent: Agent): boolean {
    return [...this.imports.values()].some(
      (one) => one.agent === agent && !(one.course.end === 'failed' && hasEnded(one)),
    );
  }

  /**
   * Gives the progress of an import in the shape of the API. Throws a 400 without an id, a 404
   * when the agent has no such import, or not at this path, or no more. The poll path of older
   * servers names no agent.
   */
  progress(path: PollPath, id: unknown, agentId?: unknown): object {
    if (typeof id !== 'string' || id === '') {
      throw new Refusal(detail(400, 'progress_id is required.'));
    }
    const one = this.imports.get(id);
    if (!one || (one.course.end === 'gone' && hasEnded(one))) throw new Refusal(notFound);
    if (agentId !== undefined && Number(agentId) !== one.agent.id) throw new Refusal(notFound);
    if (one.course.pollPath && one.course.pollPath !== path) throw new Refusal(notFound);
    return { agent_id: one.agent.id, ...progressOf(one.course, one.step) };
  }

  private async run(one: Import, fill: () => void): Promise<void> {
    const { steps, end, stageMs = this.stageMs } = one.course;
    while (one.step < steps.length) {
      try {
        await setTimeout(stageMs, undefined, { signal: this.stop.signal, ref: false });
      } catch {
        return;
      }
      await this.pass();
      if (end === 'never' && one.step === steps.length - 1) return;
      one.step += 1;
    }
    if (end === 'completed') fill();
  }
}

const hasEnded = ({ course, step }: Import): boolean => step === course.steps.length;
