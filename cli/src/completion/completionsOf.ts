import type { Argument, Command, Option } from 'commander';

/** What may stand at the cursor: values with what they mean, or files of a kind, which the shell finds. */
export type Completions =
  | { kind: 'values'; values: Item[] }
  | { kind: 'specs' | 'files' | 'folders' };

interface Item {
  value: string;
  description: string;
}

/** What the names in the usage stand for: `--out <file>`. */
const kinds: Record<string, 'specs' | 'files' | 'folders'> = {
  paths: 'specs',
  spec: 'specs',
  file: 'files',
  folder: 'folders',
};

/**
 * What may stand at the end of a command line, by what the program says of its commands, options and arguments.
 *
 * @param words what stands behind the name of the program, the one at the cursor last; bash takes a `=` for a word of its own
 * @param providers what a `<provider>` may be
 */
export function completionsOf(
  program: Command,
  words: readonly string[],
  providers: readonly string[],
): Completions {
  const current = words.at(-1)?.replace(/^=$/, '') ?? '';
  const before = words.slice(0, -1).filter((word) => word !== '=');
  const help = program.createHelp();
  const commands = help.visibleCommands(program);
  const at = before.findIndex((word) => !word.startsWith('-'));
  const command = at < 0 ? program : commands.find((one) => one.name() === before[at]);
  const options = command && !before.includes('--') ? help.visibleOptions(command) : [];
  const typed = readWords(at < 0 ? [] : before.slice(at + 1), current, options);

  const named = (usage: Option | Argument, name: string): Completions => {
    const kind = kinds[name];
    if (kind !== undefined) return { kind };
    const values = usage.argChoices ?? (name === 'provider' ? providers : []);
    return startingWith(
      current,
      values.map((value) => ({ value: typed.prefix + value, description: '' })),
    );
  };
  if (typed.option) return named(typed.option, /<(.+)>/.exec(typed.option.flags)?.[1] ?? '');
  if (current.startsWith('-')) return startingWith(current, options.map(optionItem));
  if (command === program || command?.name() === 'help')
    return startingWith(current, commands.map(commandItem));
  const expected = command?.registeredArguments ?? [];
  const argument = expected[typed.count] ?? expected.findLast(({ variadic }) => variadic);
  return argument ? named(argument, argument.name()) : startingWith(current, []);
}

/**
 * Reads what stands behind a command: the option whose value is at the cursor, what stands before that value in the same word,
 * and how many arguments there are before.
 */
function readWords(words: readonly string[], current: string, options: readonly Option[]) {
  const asking = (flag = '') =>
    options.find(({ required, short, long }) => required && (flag === short || flag === long));
  const [prefix = '', flag] = /^(--[^=]+)=/.exec(current) ?? [];
  const count = words.filter((word, at) => !word.startsWith('-') && !asking(words[at - 1])).length;
  return { option: asking(flag ?? words.at(-1)), prefix, count };
}

const startingWith = (current: string, items: readonly Item[]): Completions => ({
  kind: 'values',
  values: items.filter(({ value }) => value.startsWith(current)),
});

const optionItem = ({ long, short, description }: Option): Item => ({
  value: long ?? short ?? '',
  description,
});

const commandItem = (command: Command): Item => ({
  value: command.name(),
  description: command.description(),
});
