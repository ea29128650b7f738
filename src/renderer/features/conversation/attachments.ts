/** What can be said of an attachment without loading it. Its shape is not documented, so nothing is taken for granted. */
import type { Attachment } from '#shared/domain/interaction.ts';
import { isBlank, oneLine } from './plain-text.ts';

export interface AttachmentFacts {
  readonly name: string;
  readonly contentType: string | null;
  readonly sizeBytes: number | null;
  /** Epoch ms. */
  readonly expiresAt: number | null;
}

const textOf = (attachment: Attachment, ...keys: readonly string[]): string | null => {
  for (const key of keys) {
    const value = Object.hasOwn(attachment, key) ? attachment[key] : undefined;
    if (typeof value === 'string' && !isBlank(value)) return value;
  }
  return null;
};

const numberOf = (attachment: Attachment, ...keys: readonly string[]): number | null => {
  for (const key of keys) {
    const value = Object.hasOwn(attachment, key) ? attachment[key] : undefined;
    const number = typeof value === 'string' && /^\d+$/u.test(value) ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number) && number >= 0) return number;
  }
  return null;
};

/** The last part of a URL's path, decoded; null when it names nothing. */
const nameInUrl = (url: string): string | null => {
  if (!URL.canParse(url)) return null;
  const last = new URL(url).pathname.split('/').findLast((part) => part !== '');
  if (last === undefined) return null;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
};

const timeOf = (attachment: Attachment, key: string): number | null => {
  const value = Object.hasOwn(attachment, key) ? attachment[key] : undefined;
  const time = typeof value === 'string' ? Date.parse(value) : value;
  return typeof time === 'number' && Number.isFinite(time) && Math.abs(time) <= 8.64e15 ? time : null;
};

export const attachmentFacts = (attachment: Attachment): AttachmentFacts => {
  const contentType = textOf(attachment, 'contentType', 'mimeType', 'type');
  const given = textOf(attachment, 'name', 'fileName', 'filename', 'title');
  const url = textOf(attachment, 'originalUrl', 'url');
  const name = given ?? (url === null ? null : nameInUrl(url)) ?? contentType;
  const shown = name === null ? '' : oneLine(name);
  return {
    name: isBlank(shown) ? 'Attachment' : shown.slice(0, 200),
    contentType: contentType === null ? null : oneLine(contentType).slice(0, 100),
    sizeBytes: numberOf(attachment, 'sizeBytes', 'size', 'fileSize'),
    expiresAt: timeOf(attachment, 'expiresAt'),
  };
};

/** The host of a link that may be opened, or null: only https is, and no address with a name or password in it. */
export const linkHost = (url: string | null): string | null => {
  if (url === null || url.length > 4096 || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' || parsed.username !== '' || parsed.password !== '') return null;
  return parsed.host;
};
