/** A scope in words, and what choosing one costs. Pure. */
import type { Scope, WindowScope } from '#shared/domain/scope.ts';
import { formatCount } from '../../ui/format.ts';

/** Names of a list in a sentence: `zendesk`, `zendesk and intercom`, `zendesk, intercom and 3 more`. */
export const namesInWords = (names: readonly string[], most = 3): string => {
  const shown = names.length > most ? names.slice(0, most - 1) : names;
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} more`] : [...shown];
  const last = parts.pop();
  return last === undefined ? '' : parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
};

/** True when a scope leaves nothing out. */
export const isWhole = (scope: Scope | WindowScope): boolean =>
  scope.sources.length === 0 && scope.channels.length === 0 && agentsOf(scope).length === 0;

const agentsOf = (scope: Scope | WindowScope): readonly string[] =>
  'agentIds' in scope ? scope.agentIds : scope.agentId === null ? [] : [scope.agentId];

/** What a scope asks for, in a phrase. `agentName` gives an agent's name by id. */
export const scopeInWords = (scope: Scope | WindowScope, agentName: (id: string) => string): string => {
  const agents = agentsOf(scope).map(agentName);
  const parts = [
    ...(scope.sources.length > 0 ? [namesInWords(scope.sources)] : []),
    ...(scope.channels.length > 0 ? [namesInWords(scope.channels)] : []),
    ...(agents.length > 0 ? [`${agents.length === 1 ? 'agent' : 'agents'} ${namesInWords(agents)}`] : []),
  ];
  return parts.length === 0 ? 'everything' : parts.join(' · ');
};

/**
 * What attributing agents costs.
 *
 * @param agents how many there are; null while the list is not there
 */
export const attributionCost = (agents: number | null): string => {
  const why = 'Fini’s records do not say which agent answered, so each agent is asked for by itself';
  if (agents === null || agents === 0) return `${why}, and the rest once more: about twice the requests.`;
  return `${why}, and the rest once more: about twice the requests, and at least ${formatCount(agents + 1, 'request')} for every 90 days.`;
};

/** A value typed by hand, as the API takes it; null when it is none. */
export const typedName = (typed: string): string | null => {
  const name = typed.trim().toLowerCase();
  // Lists travel with commas between their members.
  return name === '' || name.length > 200 || name.includes(',') ? null : name;
};

/** A list with a member added or taken out. */
export const toggled = (names: readonly string[], name: string): readonly string[] =>
  names.includes(name) ? names.filter((other) => other !== name) : [...names, name];
