/** Who may talk to the loopback server: every program of this machine can reach it, so nothing is taken on trust. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The subprotocol a page has to offer beside its token. */
export const SUBPROTOCOL = 'fini-reviewer';
const TOKEN_PREFIX = 'token.';

/** A fresh 256-bit token, in characters that a subprotocol may hold. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Compares in a time that depends on neither value. */
export const sameToken = (given: string, expected: string): boolean => timingSafeEqual(digest(given), digest(expected));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The Host header has to be the very address served, or a name of somebody else's points here (DNS rebinding). */
export const hasExactHost = (headers: IncomingHttpHeaders, authority: string): boolean => headers.host === authority;

/** True when the request says it comes from this page. `required` for what browsers always send an Origin with. */
export const hasExactOrigin = (headers: IncomingHttpHeaders, authority: string, required: boolean): boolean =>
  headers.origin === undefined ? !required : headers.origin === `http://${authority}`;

/** True when the offered subprotocols are ours and one token, the right one. */
export const offersToken = (header: string | undefined, expected: string): boolean => {
  const offered = (header ?? '').split(',').map((value) => value.trim());
  const tokens = offered.filter((value) => value.startsWith(TOKEN_PREFIX));
  const given = tokens.length === 1 ? (tokens[0] ?? '').slice(TOKEN_PREFIX.length) : '';
  return sameToken(given, expected) && offered.includes(SUBPROTOCOL);
};
