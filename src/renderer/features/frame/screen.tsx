import { type ReactNode, useEffect, useRef } from 'react';
import { HostLost } from '../status/banners.tsx';
import styles from './screen.module.css';

export interface ScreenProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
  /** A button above the title, for going back. */
  readonly back?: ReactNode;
  readonly footnote?: ReactNode;
}

/** A screen of its own, before the one window: a title that takes the focus, and what there is to do. */
export const Screen = ({ title, lead, children, back, footnote }: ScreenProps) => {
  const heading = useRef<HTMLHeadingElement>(null);
  // A new title is a new screen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the title stands for the screen
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <main className={styles['screen']}>
      <div className={styles['banner']}>
        <HostLost />
      </div>
      <div className={styles['column']}>
        <Mark />
        {back ? <div className={styles['back']}>{back}</div> : null}
        <h1 ref={heading} tabIndex={-1} className={styles['title']}>
          {title}
        </h1>
        {lead ? <div className={styles['lead']}>{lead}</div> : null}
        {children}
        {footnote ? <div className={styles['footnote']}>{footnote}</div> : null}
      </div>
    </main>
  );
};

/** The application's mark: a bubble of speech, judged. */
const Mark = () => (
  <svg className={styles['mark']} viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="currentColor" />
    <path d="M7 11a4 4 0 0 1 4-4h10a4 4 0 0 1 4 4v6a4 4 0 0 1-4 4h-6l-5 4.5V21a4 4 0 0 1-3-4z" fill="#fff" />
    <path
      d="m12 14 3 3 5.5-5.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);
