/** Bounds of the refresh period, in days: what the preferences take. */
export const SHORTEST_REFRESH = 1;
export const LONGEST_REFRESH = 90;

/** The days that were typed; null when they are none that can be kept. */
export const refreshDaysFrom = (typed: string): number | null => {
  const days = /^\d{1,3}$/u.test(typed.trim()) ? Number(typed) : Number.NaN;
  return days >= SHORTEST_REFRESH && days <= LONGEST_REFRESH ? days : null;
};
