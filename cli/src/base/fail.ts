import { visibleText } from '../../../shared/src/plainText';
import { exitCodes, type Trouble } from './exitCodes';

/** The same with the name of the spec. */
export function inSpec<Told extends { file: string; message: string }>(told: Told): Told {
  const { file, message } = told;
  const isNamed = file === '' || message.startsWith(`${file}:`) || message.startsWith(`${file} `);
  return isNamed ? told : { ...told, message: `${visibleText(file)}: ${message}` };
}

/** Writes why a command ends to standard error, and gives what it ends with. */
export function fail({ exit, message }: Pick<Trouble, 'exit' | 'message'>): number {
  process.stderr.write(`${message.split('\n').map(visibleText).join('\n')}\n`);
  return exitCodes[exit];
}
