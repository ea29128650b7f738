/** The match to go to, from 0, round at either end; the first or the last to begin with; null when there is none. */
export const nextMatch = (count: number, current: number | null, by: 1 | -1): number | null => {
  if (count === 0) return null;
  if (current === null || current < 0) return by === 1 ? 0 : count - 1;
  return (current + by + count) % count;
};
