/** How an answer goes over the wire: whole, or with a fault of the answer or the connection. */
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { HttpError } from './errors.ts';
import type { Fault } from './faults.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const HTML = `<!doctype html><html><head><title>Sign in to the guest network</title></head>
<body><h1>Welcome to the hotel</h1><p>Accept the terms to go on.</p></body></html>`;
const JSON_TYPE = 'application/json; charset=utf-8';

/** A JSON answer. */
export const jsonReply = (body: Buffer | string, status = 200, headers: Reply['headers'] = {}): Reply => ({
  status,
  headers: { 'content-type': JSON_TYPE, ...headers },
  body: typeof body === 'string' ? Buffer.from(body) : body,
});

/** The answer as a server writes it whose clock says `now`. */
export const withDate = (reply: Reply, now: number): Reply => ({
  ...reply,
  headers: { ...reply.headers, date: new Date(now).toUTCString() },
});

/** The answer with the faults of answers applied, in order. `elsewhere` is where redirects without a target go. */
export const spoil = (reply: Reply, faults: readonly Fault[], elsewhere: string): Reply => {
  let spoilt = reply;
  for (const fault of faults) spoilt = spoilOnce(spoilt, fault, elsewhere);
  return spoilt;
};

const spoilOnce = (reply: Reply, fault: Fault, elsewhere: string): Reply => {
  const { status, headers, body } = reply;
  switch (fault.kind) {
    case 'status': {
      const retryAfter: Record<string, string> =
        fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
      const error = new HttpError(fault.status, fault.message ?? 'The stand-in was told to answer this.');
      return jsonReply(error.body(), fault.status, retryAfter);
    }
    case 'html':
      return {
        status: fault.status ?? 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: Buffer.from(HTML),
      };
    case 'content-type':
      return { status, headers: { ...headers, 'content-type': fault.contentType ?? 'text/plain' }, body };
    case 'truncated-json':
      return { status, headers, body: body.subarray(0, body.length >> 1) };
    case 'empty-body':
      return { status, headers, body: Buffer.alloc(0) };
    case 'redirect':
      return { status: fault.status ?? 302, headers: { location: fault.to ?? elsewhere }, body: Buffer.alloc(0) };
    case 'gzip': {
      const zipped = gzipSync(body);
      if (fault.corrupt) zipped.fill(0xff, 20, Math.max(21, zipped.length - 20));
      return { status, headers: { ...headers, 'content-encoding': 'gzip' }, body: zipped };
    }
    case 'clock-skew':
      return withDate(reply, Date.now() + fault.milliseconds);
    default:
      return reply;
  }
};

const partOf = (body: Buffer, fraction: number | undefined): Buffer =>
  body.subarray(0, Math.max(1, Math.min(body.length - 1, Math.floor(body.length * (fraction ?? 0.5)))));

/**
 * Sends an answer, with the faults of connections among `faults`. Answers whether headers were sent.
 *
 * @param halfOpen called when this connection is to be left as it is until the server stops
 */
export const deliver = async (
  response: ServerResponse,
  reply: Reply,
  faults: readonly Fault[],
  halfOpen: () => void,
): Promise<boolean> => {
  const { socket } = response;
  const { body } = reply;
  let paced: number | null = null;
  let part: { readonly bytes: Buffer; readonly ending: 'close' | 'hang' | 'reset' } | null = null;
  for (const fault of faults) {
    switch (fault.kind) {
      case 'latency':
        await sleep(fault.milliseconds);
        break;
      case 'reset':
        socket?.resetAndDestroy();
        return false;
      case 'hang-before-headers':
        return false;
      case 'half-open':
        // Node's parser starts reading again once it has handed the request over, so reading is stopped after that.
        // A paused socket never sees the client's end either, and so does not close in return.
        setImmediate(() => socket?.pause());
        halfOpen();
        return false;
      case 'truncated-body':
        part = { bytes: partOf(body, fault.fraction), ending: 'close' };
        break;
      case 'hang-in-body':
        part = { bytes: partOf(body, fault.fraction), ending: 'hang' };
        break;
      case 'reset-in-body':
        part = { bytes: partOf(body, fault.fraction), ending: 'reset' };
        break;
      case 'slow-body':
        paced = fault.bytesPerSecond;
        break;
      default:
    }
  }
  if (response.destroyed || !socket || socket.destroyed) return false;

  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(body.length) });
  if (part) {
    const { ending, bytes } = part;
    response.write(bytes, () => {
      if (ending === 'close') socket.destroy();
      // The bytes have left this process, but a reset at once would make the client's kernel drop them unread.
      if (ending === 'reset') setTimeout(() => socket.resetAndDestroy(), 20);
    });
  } else if (paced !== null) {
    await trickle(response, body, paced);
  } else {
    response.end(body);
  }
  return true;
};

const TICK = 50;

const trickle = async (response: ServerResponse, body: Buffer, bytesPerSecond: number): Promise<void> => {
  const step = Math.max(1, Math.floor((bytesPerSecond * TICK) / 1000));
  const pause = Math.max(TICK, (step * 1000) / bytesPerSecond);
  for (let sent = 0; sent < body.length && !response.destroyed; sent += step) {
    response.write(body.subarray(sent, sent + step));
    await sleep(pause);
  }
  response.end();
};
