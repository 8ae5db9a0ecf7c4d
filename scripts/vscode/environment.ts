/** The environment without what would lead to the real API or to a VS Code around us. */
export function inheritedEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(CEKURA|VSCODE|ELECTRON)_/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
