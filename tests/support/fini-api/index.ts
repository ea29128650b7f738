export { FAULT_KINDS, type Fault, type FaultContext, type FaultRule, type Place } from './faults.ts';
export type { ListQuery } from './query.ts';
export type { RateLimit } from './rate-limiter.ts';
export {
  type FiniApi,
  type FiniApiOptions,
  type FiniKey,
  type RecordedRequest,
  startFiniApi,
  type Violation,
} from './server.ts';
export type { CursorKind, InteractionInput } from './store.ts';
