export { FAULT_KINDS, type Fault, type FaultContext, type FaultRule } from './faults.ts';
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
export type { InteractionInput } from './store.ts';
