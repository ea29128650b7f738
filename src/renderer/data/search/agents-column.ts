/** Which agents each document was fetched under: a column beside a segment, made again when attributions changed. */
import type { Agents } from '../agents/agent-book.ts';
import { idLength } from '../index/records.ts';
import type { Segment } from '../index/segment.ts';

const NOBODY = new WeakMap<Segment, Uint8Array>();

/** Numbers of sets of agents. */
export const agentsColumn = (segment: Segment, agents: Agents): Uint8Array | Uint16Array | Uint32Array => {
  const { columns } = segment;
  if (agents.sets.length <= 1) {
    // Most workspaces are never asked agent by agent.
    let none = NOBODY.get(segment);
    if (!none) {
      none = new Uint8Array(columns.count);
      NOBODY.set(segment, none);
    }
    return none;
  }
  if (segment.agents && segment.agents.version === agents.version) return segment.agents.of;
  const narrow = agents.sets.length <= 0x10000;
  const of = narrow ? new Uint16Array(columns.count) : new Uint32Array(columns.count);
  const { records, recordsFrom } = columns;
  for (let document = 0; document < of.length; document += 1) {
    const at = recordsFrom[document]!;
    of[document] = agents.setAt(records, at, at + idLength(records, at));
  }
  segment.agents = { of, version: agents.version };
  return of;
};

/**
 * Brings the column of a segment up to date with the agents of a few interactions. A column that was not up to date with
 * the state before is left to be made again when it is asked for.
 *
 * @param ids as `encodeId` gives them
 * @param before version of the attributions before these interactions'
 */
export const attributeInColumn = (
  segment: Segment,
  agents: Agents,
  ids: readonly Uint8Array<ArrayBuffer>[],
  before: number,
): void => {
  const column = segment.agents;
  if (column?.version !== before || (agents.sets.length > 0x10000 && column.of instanceof Uint16Array)) return;
  for (const id of ids) {
    const document = segment.columns.ids.find(id);
    if (document >= 0) column.of[document] = agents.setAt(id, 0, id.length);
  }
  segment.agents = { of: column.of, version: agents.version };
};
