/** How `apply` can write what it has done. */
export const applyFormats = ['text', 'json'] as const;

export type ApplyFormat = (typeof applyFormats)[number];
