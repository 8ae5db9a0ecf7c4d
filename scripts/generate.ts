/** Placeholder until the schemas are composed. */
export async function generate(): Promise<void> {}
