import { Argument, Command, CommanderError, Option } from 'commander';
import { exitCodes } from './base/exitCodes';
import { version } from './base/version';
import { checkFormats } from './check/formatNames';
import { serveStdio } from './lsp/serveStdio';

/**
 * Runs `cekura-agent`.
 *
 * @param args what stands behind its name
 * @returns the exit code: see `exitCodes`
 */
export async function runProgram(args: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.done;
  const program = new Command('cekura-agent')
    .description('Checks and renders voice-agent specs for Cekura (*.cekura-agent.yaml).')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .showSuggestionAfterError()
    .showHelpAfterError('(Run with --help for usage.)')
    .exitOverride();
  program
    .command('check')
    .description('check specs; ends with 1 when they have errors')
    .argument('[paths...]', 'files, folders, glob patterns, or - for standard input', ['.'])
    .addOption(
      new Option('--format <format>', 'how problems are printed')
        .choices(checkFormats)
        .default('text'),
    )
    .option('-q, --quiet', 'print problems alone')
    .action(async (paths, options) => {
      exitCode = await (await import('./offline')).check(paths, options);
    });
  program
    .command('render')
    .description('print the request body of a spec, secrets masked')
    .addArgument(new Argument('<file>', 'a spec, or - for standard input'))
    .action(async (file) => {
      exitCode = await (await import('./offline')).render(file);
    });
  program
    .command('lsp')
    .description('start the language server')
    .requiredOption('--stdio', 'talk over standard input and output')
    .action(async () => {
      exitCode = await serveStdio();
    });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  }
}
