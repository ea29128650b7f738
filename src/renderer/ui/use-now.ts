import { useEffect, useState } from 'react';

/** The time in epoch ms, told anew every `every` milliseconds while the component is shown; null stops the telling. */
export const useNow = (every: number | null = 30_000): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (every === null) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
};
