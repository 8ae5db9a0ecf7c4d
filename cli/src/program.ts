import { Argument, Command, CommanderError, Option } from 'commander';
import { applyFormats } from './apply/formatNames';
import { exitCodes } from './base/exitCodes';
import { version } from './base/version';
import { checkFormats } from './check/formatNames';
import { complete } from './completion/complete';
import { completion } from './completion/completion';
import { shells } from './completion/shellNames';
import { serveStdio } from './lsp/serveStdio';
import { planFormats } from './plan/formatNames';

/**
 * Runs `cekura-agent`.
 *
 * @param args what stands behind its name
 * @returns the exit code: see `exitCodes`
 */
export async function runProgram(args: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.done;
  const offline = () => import('./offline');
  const online = () => import('./online');
  const program = new Command('cekura-agent')
    .description(
      'Checks voice-agent specs (*.cekura-agent.yaml) and keeps their agents in Cekura in sync.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .showSuggestionAfterError()
    .showHelpAfterError('(Run with --help for usage.)')
    .exitOverride();
  program
    .command('check')
    .description('check specs; exits with 1 if there are errors')
    .addArgument(pathsOr('.', ', or - for standard input'))
    .addOption(format('how problems are printed', checkFormats))
    .addOption(quiet())
    .action(async (paths, options) => {
      exitCode = await (await offline()).check(paths, options);
    });
  program
    .command('plan')
    .description('print what apply would do; nothing is changed')
    .addArgument(pathsOr('.'))
    .addOption(format('how changes are printed', planFormats))
    .option('--exit-code', 'exit with 3 if there are changes')
    .option('--out <file>', 'write the plan for apply --plan')
    .addOption(quiet())
    .addOption(verbose())
    .action(async (paths, options) => {
      exitCode = await (await online()).plan(paths, options);
    });
  program
    .command('apply')
    .description('update agents to match their specs')
    .addArgument(new Argument('[paths...]', 'files, folders or glob patterns'))
    .addOption(format('how results are printed', applyFormats))
    .option('--plan <file>', 'apply this plan and nothing else')
    .option('--create', 'create agents for specs without id, and write the ids into them')
    .option(
      '--allow-deletions',
      'allow deleting tools, variables, files and secrets that specs no longer have',
    )
    .option('--with-secrets', 'send all secrets of the specs, changed or not')
    .addOption(
      new Option('--on-conflict <what>', 'what to do with agents that were changed in Cekura')
        .choices(['fail', 'skip'])
        .default('fail'),
    )
    .addOption(quiet())
    .addOption(verbose())
    .action(async (paths, options) => {
      exitCode = await (await online()).apply(paths, options);
    });
  program
    .command('pull')
    .description('write what was changed in Cekura into specs')
    .addArgument(pathsOr('.'))
    .addOption(quiet())
    .addOption(verbose())
    .action(async (paths, options) => {
      exitCode = await (await online()).pull(paths, options);
    });
  program
    .command('import')
    .description('write specs for agents that have none')
    .addArgument(new Argument('[ids...]', 'ids of agents'))
    .option('--project <id>', 'all agents of a project')
    .addOption(new Option('--into <folder>', 'where specs are written').default('.'))
    .addOption(quiet())
    .addOption(verbose())
    .action(async (ids, options) => {
      exitCode = await (await online()).importAgents(ids, options);
    });
  program
    .command('new')
    .description('print a spec from a template')
    .addArgument(
      new Argument(
        '<provider>',
        'such as vapi, retell or livekit; import for an agent that Cekura imports',
      ),
    )
    .option('--into <folder>', 'write it into a new file there')
    .action(async (provider, options) => {
      exitCode = await (await offline()).newSpec(provider, options);
    });
  program
    .command('convert')
    .description('print a request body as a spec')
    .addArgument(
      new Argument('<file>', 'JSON or YAML of the v1 or v2 API, or - for standard input'),
    )
    .action(async (file) => {
      exitCode = await (await offline()).convert(file);
    });
  program
    .command('render')
    .description('print the request body of a spec, secrets masked')
    .addArgument(new Argument('<spec>', 'a spec, or - for standard input'))
    .option('--reveal', 'fill in placeholders, including secrets; not on a terminal')
    .option('--output <file>', 'write into a file that only you can read')
    .action(async (file, options) => {
      exitCode = await (await offline()).render(file, options);
    });
  program
    .command('lsp')
    .description('start the language server')
    .requiredOption('--stdio', 'use standard input and output')
    .action(async () => {
      exitCode = await serveStdio();
    });
  program
    .command('completion')
    .description('print a script that completes these commands in a shell')
    .addArgument(new Argument('<shell>').choices(shells))
    .action((shell) => {
      exitCode = completion(shell);
    });
  program.command('complete [words...]', { hidden: true }).action(async (words) => {
    exitCode = await complete(program, words);
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  }
}

const pathsOr = (others: string, more = '') =>
  new Argument('[paths...]', `files, folders or glob patterns${more}`).default([others]);

const format = (description: string, names: readonly string[]) =>
  new Option('--format <format>', description).choices(names).default('text');

const quiet = () => new Option('-q, --quiet', 'print no summary and no progress');

const verbose = () => new Option('--verbose', 'print a line for each call to Cekura');
