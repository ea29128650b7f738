/** A file name that is safe on every system, out of a text that may say anything. */

/** Bytes in UTF-8; file systems allow 255, and " (2)" and a temporary name must fit as well. */
const LONGEST_NAME = 180;
const FALLBACK = 'export';

// Separators, what Windows forbids, controls, and the invisible characters that reverse or hide part of a name.
const UNSAFE = /[/\\:*?"<>|\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]+/gu;
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/iu;

const cut = (text: string, bytes: number): string => {
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += Buffer.byteLength(character);
    if (used > bytes) break;
    kept += character;
  }
  return kept;
};

/** Splits at the last dot, when what follows looks like an extension. */
export const splitExtension = (name: string): readonly [stem: string, extension: string] => {
  const match = /^(.+?)(\.[A-Za-z0-9]{1,10})$/su.exec(name);
  return match ? [match[1] ?? name, match[2] ?? ''] : [name, ''];
};

/** Makes a suggested name harmless: one path component, no leading dot, nothing reserved, of bounded length. */
export const safeFileName = (suggested: string): string => {
  const plain = suggested
    .normalize('NFC')
    .replaceAll(UNSAFE, '-')
    .replaceAll(/\s+/gu, ' ')
    .replace(/^[.\s-]+/u, '')
    .replace(/[.\s]+$/u, '');
  const [stem, extension] = splitExtension(plain === '' ? FALLBACK : plain);
  const short = cut(stem, LONGEST_NAME - extension.length).replace(/[.\s]+$/u, '');
  const name = `${short === '' ? FALLBACK : short}${extension}`;
  return RESERVED.test(name) ? `_${name}` : name;
};

/** The name's nth variant: "a.csv", "a (2).csv", "a (3).csv". */
export const numbered = (name: string, n: number): string => {
  if (n === 1) return name;
  const [stem, extension] = splitExtension(name);
  return `${stem} (${n})${extension}`;
};
