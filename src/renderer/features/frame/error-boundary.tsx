import { Component, type ReactNode } from 'react';
import { InternalError, type SerializedError } from '#shared/errors.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import styles from './error-boundary.module.css';

interface Props {
  /** Names the part in the details. */
  readonly where: string;
  readonly children: ReactNode;
}

interface State {
  readonly error: SerializedError | null;
}

/** Keeps a part that fails to draw from taking the rest of the window with it. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: new InternalError('drawing', error).serialize() };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className={styles['place']}>
        <ErrorNotice
          error={{ ...error, details: { ...error.details, where: this.props.where } }}
          onRetry={() => this.setState({ error: null })}
          retryLabel="Draw it again"
        />
      </div>
    );
  }
}
