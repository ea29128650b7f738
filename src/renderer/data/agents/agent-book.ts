/**
 * Which agents an interaction was fetched under. Records carry no agent, so this is known only from having asked agent
 * by agent, and is kept apart from the rows: learning of one more agent changes no row and no index.
 *
 * Interactions are told apart by their ids' bytes, in one open-addressed table: a million of them take some 40 MB less
 * than in a Map. Each has the number of a set of agents; there are few sets.
 */
import { ByteWriter } from '../bytes/byte-writer.ts';
import { hashBytes } from '../index/id-table.ts';
import { encodeId, readRecordId } from '../index/records.ts';

/** What the search needs of the agents. */
export interface Agents {
  /** Raised by each change of what is attributed, so that columns made of it can be made again. */
  readonly version: number;
  /** Sets of agents in use, by number; set 0 is the empty one. Sets are only ever added. */
  readonly sets: readonly (readonly string[])[];
  /** Number of the set of agents of an interaction; its id as `encodeId` gives it stands at `at` to `end` of `bytes`. */
  setAt(bytes: Uint8Array, at: number, end: number): number;
  /** Ids of the agents of an interaction, in the order they were learnt. */
  agentsOf(interactionId: string): readonly string[];
  /** What an agent is called; its id where the catalogue does not know it. */
  nameOf(agentId: string): string;
}

export interface AgentBook extends Agents {
  /** Adds attributions; those known already change nothing. */
  attribute(agentId: string, interactionIds: Iterable<string>): void;
  /** Learns what agents are called. */
  name(agents: Iterable<{ readonly id: string; readonly name: string }>): void;
  /** Every attribution, agent by agent. */
  all(): ReadonlyMap<string, readonly string[]>;
}

const NO_AGENTS: readonly string[] = [];

export const createAgentBook = (): AgentBook => {
  const sets: (readonly string[])[] = [NO_AGENTS];
  /** The set that a set becomes by an agent: `"3 agent"`. */
  const grown = new Map<string, number>();
  const names = new Map<string, string>();
  const ids = new ByteWriter(1 << 12);
  /** Where each interaction's id begins in `ids`, and its set. */
  let from = new Uint32Array(1 << 8);
  let setOf = new Uint32Array(1 << 8);
  let count = 0;
  /** Interaction plus one; 0 is a free place. */
  let table = new Uint32Array(1 << 9);
  let version = 0;

  /** The place of an id in the table, or the free place where it belongs. */
  const placeOf = (bytes: Uint8Array, at: number, end: number): number => {
    const mask = table.length - 1;
    const known = ids.view();
    let place = hashBytes(bytes, at, end) & mask;
    for (let entry = table[place]!; entry !== 0; entry = table[place]!) {
      const begin = from[entry - 1]!;
      const length = (entry < count ? from[entry]! : ids.length) - begin;
      if (length === end - at && same(known, begin, bytes, at, length)) return place;
      place = (place + 1) & mask;
    }
    return place;
  };

  const grow = (): void => {
    from = copyInto(new Uint32Array(from.length * 2), from);
    setOf = copyInto(new Uint32Array(setOf.length * 2), setOf);
    table = new Uint32Array(table.length * 2);
    const known = ids.view();
    for (let entry = 1; entry <= count; entry += 1) {
      const end = entry < count ? from[entry]! : ids.length;
      table[placeOf(known, from[entry - 1]!, end)] = entry;
    }
  };

  const setWith = (set: number, agentId: string): number => {
    const agents = sets[set]!;
    if (agents.includes(agentId)) return set;
    const key = `${set} ${agentId}`;
    let larger = grown.get(key);
    if (larger === undefined) {
      larger = sets.push([...agents, agentId]) - 1;
      grown.set(key, larger);
    }
    return larger;
  };

  const setAt = (bytes: Uint8Array, at: number, end: number): number => {
    const entry = table[placeOf(bytes, at, end)]!;
    return entry === 0 ? 0 : setOf[entry - 1]!;
  };

  return {
    get version() {
      return version;
    },
    sets,
    setAt,
    agentsOf: (interactionId) => {
      const bytes = encodeId(interactionId);
      return sets[setAt(bytes, 0, bytes.length)]!;
    },
    nameOf: (agentId) => names.get(agentId) || agentId,
    attribute: (agentId, interactionIds) => {
      for (const interactionId of interactionIds) {
        const bytes = encodeId(interactionId);
        const place = placeOf(bytes, 0, bytes.length);
        const entry = table[place]!;
        if (entry !== 0) {
          const larger = setWith(setOf[entry - 1]!, agentId);
          if (larger !== setOf[entry - 1]) version += 1;
          setOf[entry - 1] = larger;
          continue;
        }
        from[count] = ids.length;
        setOf[count] = setWith(0, agentId);
        ids.raw(bytes);
        count += 1;
        table[place] = count;
        version += 1;
        if (count === from.length) grow();
      }
    },
    name: (agents) => {
      for (const { id, name } of agents) names.set(id, name);
      version += 1;
    },
    all: () => {
      const byAgent = new Map<string, string[]>();
      const known = ids.view();
      for (let interaction = 0; interaction < count; interaction += 1) {
        const id = readRecordId(known, from[interaction]!);
        for (const agentId of sets[setOf[interaction]!]!) {
          const list = byAgent.get(agentId);
          if (list) list.push(id);
          else byAgent.set(agentId, [id]);
        }
      }
      return byAgent;
    },
  };
};

const same = (one: Uint8Array, at: number, other: Uint8Array, otherAt: number, length: number): boolean => {
  for (let index = 0; index < length; index += 1) if (one[at + index] !== other[otherAt + index]) return false;
  return true;
};

const copyInto = (larger: Uint32Array<ArrayBuffer>, smaller: Uint32Array): Uint32Array<ArrayBuffer> => {
  larger.set(smaller);
  return larger;
};
