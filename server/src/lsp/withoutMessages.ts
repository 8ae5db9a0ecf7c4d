import { ErrorCodes, ResponseError } from 'vscode-languageserver';

/**
 * A connection whose handlers fail without telling what of a spec may stand in an error's message, as the client writes it
 * to its log. A `ResponseError` is meant for people and stays.
 */
export function withoutMessages<T extends object>(connection: T): T {
  return new Proxy(connection, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value === 'function') {
        const isRegistration = String(name).startsWith('on');
        return (...args: unknown[]) =>
          Reflect.apply(value, target, isRegistration ? args.map(guarded) : args);
      }
      return typeof value === 'object' && value !== null ? withoutMessages(value) : value;
    },
  });
}

/** The same handler, which fails without a message; anything else as it is. */
function guarded(handler: unknown): unknown {
  if (typeof handler !== 'function') return handler;
  return async (...args: unknown[]) => {
    try {
      return await Reflect.apply(handler, undefined, args);
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
