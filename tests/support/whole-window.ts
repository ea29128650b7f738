/** The fields of a checkpoint that says: everything of its period was asked for. */
import { WHOLE_WINDOW_SCOPE } from '#shared/domain/scope.ts';

export const WHOLE_WINDOW = {
  openEnded: false,
  floor: null,
  scope: WHOLE_WINDOW_SCOPE,
  startedAt: 0,
  newestAt: null,
  anchor: null,
  caughtUp: true,
} as const;
