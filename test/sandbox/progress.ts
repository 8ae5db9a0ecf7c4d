import type { Course } from './importFaults';

/**
 * Takes a course and how many of its steps are done, gives the progress as the API tells it,
 * without the agent's id.
 */
export function progressOf(course: Course, step: number) {
  const ended = step === course.steps.length;
  const failed = ended && course.end === 'failed';
  const here = course.steps[Math.min(step, course.steps.length - 1)] ?? '';
  const index = course.stages.findIndex(({ key }) => key === here);
  const visited = new Set(course.steps.slice(0, step));
  const stages = course.stages.map(({ key, label, detail, failure }, at) => {
    if (at === index && failed) return { key, label, status: 'failed', detail: failure };
    if (at === index && !ended) return { key, label, status: 'in_progress', detail: null };
    if (at > index) return { key, label, status: 'pending', detail: null };
    const status = visited.has(key) ? 'completed' : 'skipped';
    return { key, label, status, detail: status === 'completed' ? detail : null };
  });
  return {
    status: ended ? course.end : (course.status ?? 'in_progress'),
    current_stage: here,
    error: failed ? (course.stages[index]?.failure ?? null) : null,
    stages,
  };
}
