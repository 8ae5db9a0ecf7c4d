/** What is said behind the name of a file that a spec names and that can't be sent. */
export const fileProblemText = {
  missing: "doesn't exist. Its path is relative to the spec.",
  pattern: "isn't the path of one file, but a pattern. Enter the path of a file.",
  folder: 'is a folder. Enter the path of a file.',
  outside: 'is outside the workspace folder. Copy it into that folder.',
};
