import { ErrorCodes, ResponseError } from 'vscode-languageserver';

/**
 * A handler that fails without the message of its error, which may quote a spec and which the editor
 * writes to its log. A `ResponseError` is meant for people and stays.
 */
export function handle<Args extends unknown[], Result>(
  handler: (...args: Args) => Result | Promise<Result>,
): (...args: Args) => Promise<Result> {
  return async (...args) => {
    try {
      return await handler(...args);
    } catch (error) {
      throw error instanceof ResponseError
        ? error
        : new ResponseError(ErrorCodes.InternalError, placeOf(error));
    }
  };
}

/** The kind of an error and where it came from; nothing of its message, which may quote a spec. */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'an unknown error';
  const { name, message, stack = '' } = error;
  const at = stack.indexOf(message);
  const frames = at < 0 ? -1 : stack.indexOf('\n    at ', at + message.length);
  return frames < 0 ? name : name + stack.slice(frames);
}
