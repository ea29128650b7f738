/** The page under app://, from the closed list of its files. */
import type { Privileges } from 'electron';
import type { PageFiles } from './page-files.ts';
import { pageHeaders } from './page-headers.ts';

export const PAGE_SCHEME = 'app';
const PAGE_HOST = 'fini-reviewer';
export const PAGE_ORIGIN = `${PAGE_SCHEME}://${PAGE_HOST}`;
export const PAGE_URL = `${PAGE_ORIGIN}/`;

/** What the scheme may do: be an origin of its own, count as secure (Web Crypto, workers), be fetched. */
export const PAGE_PRIVILEGES: Readonly<Privileges> = {
  standard: true,
  secure: true,
  supportFetchAPI: true,
  codeCache: true,
};

/** Answers one request to the scheme. Only GET and HEAD of a listed path on the one host is answered with a file. */
export const answerPageRequest = async (files: PageFiles, request: Request): Promise<Response> => {
  const refuse = (status: number): Response => new Response(null, { status, headers: pageHeaders(null) });
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const url = new URL(request.url);
  if (url.protocol !== `${PAGE_SCHEME}:` || url.host !== PAGE_HOST) return refuse(404);
  const file = files.get(url.pathname);
  if (!file) return refuse(404);
  try {
    const body = await file.read();
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), {
      headers: { ...pageHeaders(null), 'Cache-Control': 'no-store', 'Content-Type': file.contentType },
    });
  } catch {
    return refuse(404);
  }
};
