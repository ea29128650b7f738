/** User attributes are open JSON: anything of any depth, with keys that nobody may trust (`__proto__` is one). */

export interface AttributeRow {
  readonly name: string;
  /** One line for a plain value, indented JSON for a nested one. */
  readonly value: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'empty' | 'nested';
}

/** Longest value that is drawn, in UTF-16 code units. */
const LONGEST = 20_000;

const drawn = (value: unknown): Omit<AttributeRow, 'name'> => {
  switch (typeof value) {
    case 'string':
      return value === '' ? { value: 'empty text', kind: 'empty' } : { value, kind: 'text' };
    case 'number':
    case 'bigint':
      return { value: String(value), kind: 'number' };
    case 'boolean':
      return { value: String(value), kind: 'boolean' };
    case 'object': {
      if (value === null) return { value: 'null', kind: 'empty' };
      const size = Array.isArray(value) ? value.length : Object.keys(value).length;
      if (size === 0) return { value: Array.isArray(value) ? 'empty list' : 'empty object', kind: 'empty' };
      return { value: JSON.stringify(value, null, 2), kind: 'nested' };
    }
    default:
      return { value: 'null', kind: 'empty' };
  }
};

/** The attributes as rows, in the order they came. Only own keys count, whatever their names. */
export const attributeRows = (attributes: Readonly<Record<string, unknown>>): readonly AttributeRow[] =>
  Object.entries(attributes).map(([name, value]) => {
    const row = drawn(value);
    return { name, kind: row.kind, value: row.value.length > LONGEST ? `${row.value.slice(0, LONGEST)}…` : row.value };
  });
