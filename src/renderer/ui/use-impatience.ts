import { useEffect, useState } from 'react';

/** True once waiting has become noticeable. */
export const useImpatience = (milliseconds: number): boolean => {
  const [impatient, setImpatient] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setImpatient(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return impatient;
};
