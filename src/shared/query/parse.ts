/** From text to a query. Nothing typed is an error: what cannot be used becomes a problem, and the rest is searched. */
import {
  type ClauseExpression,
  type ClauseValue,
  type Expression,
  type FieldName,
  fieldNames,
  isFieldName,
  type Offer,
  type ParseProblem,
  type Query,
  type Span,
} from './ast.ts';
import { fields } from './fields.ts';
import { lex, type Token } from './lex.ts';
import { nearest } from './nearest.ts';
import { pairParentheses } from './parentheses.ts';
import { readClauseValue } from './values.ts';

/**
 * Parses what is in the search box. `OR` parts what stands on its two sides as a whole; things side by side all have to
 * hold; `-` and `NOT` turn the one thing behind them around.
 *
 * @param now epoch ms, for checking ages such as `7d`
 */
export const parseQuery = (text: string, now: number = Date.now()): Query => {
  const parser = new Parser(text, now);
  return { expression: parser.parse(), problems: parser.problems };
};

type ClauseToken = Extract<Token, { kind: 'clause' }>;

class Parser {
  readonly problems: ParseProblem[] = [];
  readonly #text: string;
  readonly #now: number;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string, now: number) {
    this.#text = text;
    this.#now = now;
    this.#tokens = pairParentheses(lex(text), this.#tell);
  }

  parse(): Expression | null {
    const expression = this.#or();
    this.problems.sort((one, other) => one.start - other.start || one.end - other.end);
    return expression;
  }

  readonly #tell = (span: Span, message: string, offer: Offer | null = null): void => {
    this.problems.push({ start: span.start, end: span.end, message, offer });
  };

  /** Up to the end or the closing parenthesis, which is left standing. */
  #or(): Expression | null {
    const parts: Expression[] = [];
    let operator: Token | null = null;
    let complained = false;
    for (;;) {
      const part = this.#and();
      if (part) parts.push(part);
      // Each dangling operator is told once, also when nothing stands on either side of it.
      else if (operator && !complained) this.#dangling(operator, 'or');
      complained = false;
      const next = this.#tokens[this.#at];
      if (next?.kind !== 'or') break;
      if (!part && !operator) {
        this.#dangling(next, 'or');
        complained = true;
      }
      operator = next;
      this.#at += 1;
    }
    return joined('or', parts);
  }

  /** Up to the end, a closing parenthesis or an `OR`, which is left standing. */
  #and(): Expression | null {
    const parts: Expression[] = [];
    let operator: Token | null = null;
    let wanting = false;
    for (let next = this.#tokens[this.#at]; next && next.kind !== 'or' && next.kind !== ')'; ) {
      if (next.kind === 'and') {
        if (wanting || parts.length === 0) this.#dangling(next, 'and');
        else [operator, wanting] = [next, true];
        this.#at += 1;
      } else {
        const part = this.#negated();
        if (part) {
          parts.push(part);
          wanting = false;
        }
      }
      next = this.#tokens[this.#at];
    }
    if (wanting && operator) this.#dangling(operator, 'and');
    return joined('and', parts);
  }

  #dangling(token: Span, kind: 'and' | 'or'): void {
    const name = kind.toUpperCase();
    this.#tell(
      token,
      `${name} stands between two things to search for, such as refund ${name} return. To search for the word, write it in lower case.`,
    );
  }

  #negated(): Expression | null {
    const signs: Token[] = [];
    for (let next = this.#tokens[this.#at]; next?.kind === 'not'; next = this.#tokens[this.#at]) {
      signs.push(next);
      this.#at += 1;
    }
    const next = this.#tokens[this.#at];
    const ends = next === undefined || next.kind === 'or' || next.kind === 'and' || next.kind === ')';
    if (ends && signs.length > 0) this.#tell(signs.at(-1)!, 'Something has to stand behind NOT or -.');
    if (ends) return null;
    let part = this.#primary(next);
    if (part) for (const { start } of signs.toReversed()) part = { kind: 'not', part, start, end: part.end };
    return part;
  }

  #primary(token: Token): Expression | null {
    this.#at += 1;
    switch (token.kind) {
      case '(':
        return this.#group(token);
      case 'text':
        return this.#plain(token);
      case 'clause':
        return this.#clause(token);
      default:
        return null;
    }
  }

  #group(open: Token): Expression | null {
    const before = this.problems.length;
    const inner = this.#or();
    const close = this.#tokens[this.#at];
    if (close?.kind === ')') this.#at += 1;
    const end = close?.end ?? this.#text.length;
    if (!inner && this.problems.length === before)
      this.#tell({ start: open.start, end }, 'There is nothing between the parentheses.');
    return inner && { ...inner, start: open.start, end };
  }

  #plain({ value, start, end }: Extract<Token, { kind: 'text' }>): Expression | null {
    if (value.unclosed) this.#unclosed(value);
    if (value.text.trim() === '') {
      if (!value.unclosed) this.#tell({ start, end }, 'There is nothing between the quotation marks.');
      return null;
    }
    if (value.quoted) return { kind: 'phrase', text: value.text, prefix: value.starred, start, end };
    const prefix = value.text.length > 1 && value.text.endsWith('*');
    return { kind: 'word', text: prefix ? value.text.slice(0, -1) : value.text, prefix, start, end };
  }

  #unclosed({ start, end }: Span): void {
    const closing = this.#text[start] === '"' ? '"' : '”';
    // A lone backslash at the end would make the closing mark one of the phrase.
    const backslash = /(^|[^\\])(\\\\)*\\$/u.test(this.#text) ? '\\' : '';
    this.#tell({ start, end }, 'The quotation mark is not closed; everything behind it was taken as quoted.', {
      start: end,
      end,
      text: `${backslash}${closing}`,
    });
  }

  #clause(token: ClauseToken): Expression | null {
    const { name, key } = token;
    if (!isFieldName(name) || (name === 'user') !== (key !== null)) return this.#unknown(token);
    const values: ClauseValue[] = [];
    const shown = key === null ? name : this.#text.slice(token.start, token.values[0]!.start - 1);
    token.values.forEach((piece, index) => {
      if (piece.unclosed) this.#unclosed(piece);
      if (piece.text.trim() === '' && !piece.starred) {
        this.#empty(token, shown, name, index);
        return;
      }
      const value = readClauseValue(name, shown, piece, this.#now);
      if (value.kind !== 'refusal') values.push(value);
      else {
        const { message, replacement } = value;
        const { start, end } = piece;
        this.#tell(piece, message, replacement === null ? null : { start, end, text: replacement });
      }
    });
    if (values.length === 0) return null;
    return { kind: 'clause', field: name, key, values, start: token.start, end: token.end } satisfies ClauseExpression;
  }

  #empty({ start, end, values }: ClauseToken, shown: string, field: FieldName, index: number): void {
    const piece = values[index]!;
    if (piece.unclosed) return;
    if (values.length === 1) {
      const example = fields[field].words[0];
      const hint = example === undefined ? '' : `, such as ${shown}:${example}`;
      const several = this.#text[end] === '(' ? ` Several stand between commas, such as ${shown}:a,b.` : '';
      this.#tell({ start, end }, `${shown}: needs a value right behind the colon${hint}.${several}`);
      return;
    }
    // At the end of the text it is what half a list looks like while it is typed.
    if (index < values.length - 1 || end < this.#text.length)
      this.#tell(
        { start, end },
        `A value of ${shown}: is missing beside a comma. Values stand without spaces between them, such as ${shown}:a,b.`,
      );
  }

  /** A clause there is not: its words are searched for. */
  #unknown(token: ClauseToken): Expression | null {
    const { start, end, name } = token;
    const raw = this.#text.slice(start, end);
    const unclosed = token.values.find((piece) => piece.unclosed);
    if (unclosed) this.#unclosed(unclosed);
    const empty = token.values.every((piece) => piece.text.trim() === '');
    if (name === 'user')
      this.#tell(
        { start, end },
        'user: needs the name of an attribute, such as user.plan:Pro. It was searched for as words.',
      );
    else if (!empty) {
      const meant = nearest(name, fieldNames);
      const list = fieldNames.map((field) => (field === 'user' ? 'user.…:' : `${field}:`)).join(' ');
      const allowed =
        meant === null ? `The clauses are ${list}` : `The nearest is ${meant === 'user' ? 'user.…' : meant}:.`;
      this.#tell(
        { start, end },
        `There is no clause ${name}:, so it was searched for as words. ${allowed}`,
        meant === null || meant === 'user' ? null : { start, end: start + name.length, text: meant },
      );
    }
    if (/[\s"“”„]/u.test(raw)) {
      const text = [name, ...token.values.map((piece) => piece.text)].join(' ').trim();
      return { kind: 'phrase', text, prefix: false, start, end };
    }
    const prefix = raw.endsWith('*');
    return { kind: 'word', text: prefix ? raw.slice(0, -1) : raw, prefix, start, end };
  }
}

const joined = (kind: 'and' | 'or', parts: readonly Expression[]): Expression | null => {
  if (parts.length < 2) return parts[0] ?? null;
  return { kind, parts, start: parts[0]!.start, end: parts.at(-1)!.end };
};
