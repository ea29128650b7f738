/** Sees to it that parentheses come in pairs, so that the parser need not doubt them. */
import type { Offer, Span } from './ast.ts';
import type { Token } from './lex.ts';

/** Parentheses within each other; more are nobody's query, and would only wear out the stack. */
const DEEPEST = 50;

/** The tokens without the parentheses that have no other half. One that is not closed is closed by the end. */
export const pairParentheses = (
  tokens: readonly Token[],
  tell: (span: Span, message: string, offer?: Offer | null) => void,
): readonly Token[] => {
  const kept: Token[] = [];
  const open: Token[] = [];
  let tooDeep = 0;
  for (const token of tokens) {
    if (token.kind === '(') {
      open.push(token);
      if (open.length > DEEPEST) {
        if (open.length === DEEPEST + 1 && tooDeep === 0)
          tell(token, `Parentheses stand in each other more than ${DEEPEST} deep; the inner ones were left out.`);
        tooDeep += 1;
        continue;
      }
    } else if (token.kind === ')') {
      if (open.length === 0) {
        tell(token, 'This parenthesis closes none that was opened.', { start: token.start, end: token.end, text: '' });
        continue;
      }
      open.pop();
      if (open.length >= DEEPEST) continue;
    }
    kept.push(token);
  }
  const last = tokens.at(-1);
  const end = last?.end ?? 0;
  const first = open[0];
  if (first) {
    // Behind an open quotation mark a parenthesis would be quoted too.
    const closable = last && !isUnclosed(last);
    tell(
      first,
      'This parenthesis is not closed; it was taken to reach to the end.',
      closable ? { start: end, end, text: ')'.repeat(open.length) } : null,
    );
  }
  return kept;
};

const isUnclosed = (token: Token): boolean => {
  switch (token.kind) {
    case 'text':
      return token.value.unclosed;
    case 'clause':
      return token.values.some((value) => value.unclosed);
    default:
      return false;
  }
};
