/** Which of a workspace's interactions are fetched. Empty lists ask for everything. */
import { z } from 'zod';

const names = z.array(z.string().trim().min(1).max(200)).max(200).readonly();

/** What the reviewer chose. */
export const scopeSchema = z
  .object({
    sources: names,
    channels: names,
    agentIds: names,
    /**
     * Asks agent by agent, since records carry no agent id, and once more without one, for interactions of agents that
     * are no longer listed.
     */
    attributeAgents: z.boolean(),
  })
  .readonly();
export type Scope = z.infer<typeof scopeSchema>;

export const WHOLE_SCOPE: Scope = { sources: [], channels: [], agentIds: [], attributeAgents: false };

/** What one window asks for: at most one agent. */
export const windowScopeSchema = z
  .object({ sources: names, channels: names, agentId: z.string().min(1).max(200).nullable() })
  .readonly();
export type WindowScope = z.infer<typeof windowScopeSchema>;

export const WHOLE_WINDOW_SCOPE: WindowScope = { sources: [], channels: [], agentId: null };
