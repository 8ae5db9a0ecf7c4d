/** What the sandbox answers: text is sent as an HTML page, anything else as JSON. */
export interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** An answer in the place of the one that was asked for. Thrown by handlers, sent by the app. */
export class Refusal extends Error {
  readonly answer: Answer;

  /** Takes the answer that is sent to the caller. */
  constructor(answer: Answer) {
    super(`Refused with ${answer.status}`);
    this.answer = answer;
  }
}

/** Gives a `{detail}` answer, the shape Django REST framework uses where no field is to blame. */
export function detail(status: number, text: string): Answer {
  return { status, body: { detail: text } };
}

/** The answer for what is not there, in the words of Django REST framework. */
export const notFound = detail(404, 'Not found.');

/** An error page as a web server or a proxy in front of the API gives it. */
export function htmlPage(status: number, title: string): Answer {
  const text = status < 400 ? title : `${status} ${title}`;
  return { status, body: `<!doctype html><title>${text}</title><h1>${text}</h1>\n` };
}
