/** Errors that the stand-in answers with, in Fini's body shape. */

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** The standard name of a status code, as Fini puts it into `error`. */
export const reasonOf = (status: number): string => REASONS[status] ?? 'Error';

/** An answer other than 200. */
export class HttpError extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = new.target.name;
    this.status = status;
    this.headers = headers;
  }

  /** `{statusCode, message, error}`. */
  body(): string {
    return JSON.stringify({ statusCode: this.status, message: this.message, error: reasonOf(this.status) });
  }
}

/** 400: the query broke a rule, which the message quotes. */
export class BadRequest extends HttpError {
  constructor(message: string) {
    super(400, message);
  }
}
