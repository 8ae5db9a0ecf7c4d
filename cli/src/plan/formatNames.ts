/** How `plan` can write what an apply would do. */
export const planFormats = ['text', 'json', 'markdown'] as const;

export type PlanFormat = (typeof planFormats)[number];
