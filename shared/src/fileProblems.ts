/** What is said behind the name of a file that a spec names and that can't be sent. */
export const fileProblemText = {
  missing: "doesn't exist: the path is relative to the spec.",
  pattern: "isn't the path of a file: write the path of one file, not a pattern.",
  folder: 'is a folder: name a file in it.',
  outside: "is outside the workspace folder and can't be sent: copy it into that folder.",
};
