// Runs the built command line again and again in one process, as most of a short run is the start of a process and the
// compiling of the code. Each run evaluates all modules anew, so it finds nothing that an earlier one has left, and is over
// when a process of its own would be: when there is nothing left to wait for.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { Script } from 'node:vm';

const program = process.argv[2] ?? '';
const home = process.cwd();
const builtIn = createRequire(import.meta.url);
const printed = { stdout: '', stderr: '' };

/** The code of each bundle, by its file. */
const scripts = new Map();

function scriptOf(file) {
  const code = readFileSync(file, 'utf8').replace(/^#!.*/, '');
  const wrapped = `(function (exports, require, module, __filename, __dirname) {${code}\n})`;
  const script = scripts.get(file) ?? new Script(wrapped, { filename: file });
  scripts.set(file, script);
  return script;
}

/** Evaluates a bundle, and those that it requires, once for each `loaded`. */
function load(file, loaded = new Map()) {
  const known = loaded.get(file);
  if (known) return known.exports;
  const module = { exports: {} };
  loaded.set(file, module);
  const require = (name) =>
    name.startsWith('./') ? load(resolve(dirname(file), name), loaded) : builtIn(name);
  scriptOf(file)
    .runInThisContext()
    .call(module.exports, module.exports, require, module, file, dirname(file));
  return module.exports;
}

for (const name of ['stdout', 'stderr']) {
  process[name].write = (text) => {
    printed[name] += text;
    return true;
  };
}

process.on('message', ({ args, cwd, env, input }) => {
  process.channel.unref();
  Object.assign(printed, { stdout: '', stderr: '' });
  process.argv = [process.execPath, program, ...args];
  process.exitCode = undefined;
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  const stdin = Readable.from(input === '' ? [] : [Buffer.from(input)]);
  Object.defineProperty(process, 'stdin', { value: stdin, configurable: true });
  load(program);
});

process.on('beforeExit', (code) => {
  for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners('error');
  process.chdir(home);
  process.channel.ref();
  process.send({ code, ...printed });
});

// Whoever sends the runs has ended.
process.on('disconnect', () => process.exit());
