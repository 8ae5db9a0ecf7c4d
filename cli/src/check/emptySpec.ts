/** What `check` says of a file without keys, which an editor leaves in peace as it is being begun. */
export const emptySpec = 'This spec is empty: start with `name:`, `description:` and `project:`.';
