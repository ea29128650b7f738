import { toast as sonner } from 'sonner';
import type { SerializedError } from '#shared/errors.ts';

export interface ToastOptions {
  /** The same id replaces the toast that is there. */
  readonly id?: string;
  readonly description?: string;
  readonly action?: { readonly label: string; readonly perform: () => void };
  /** Milliseconds; 5,000 unless told, 10,000 with an action. */
  readonly duration?: number;
}

const settings = ({ id, description, action, duration }: ToastOptions) => ({
  ...(id === undefined ? {} : { id }),
  ...(description === undefined ? {} : { description }),
  ...(action === undefined ? {} : { action: { label: action.label, onClick: () => action.perform() } }),
  duration: duration ?? (action ? 10_000 : 5_000),
});

/** Short messages that go by themselves. Nothing that has to be acted on is only ever a toast. */
export const toast = {
  done: (message: string, options: ToastOptions = {}): void => {
    sonner.success(message, settings(options));
  },
  info: (message: string, options: ToastOptions = {}): void => {
    sonner.info(message, settings(options));
  },
  /** An error: what happened, and the one thing to do. Stays for 10 s. */
  error: (error: SerializedError, options: ToastOptions = {}): void => {
    sonner.error(error.message, settings({ duration: 10_000, description: error.nextStep, ...options }));
  },
  dismiss: (id: string): void => {
    sonner.dismiss(id);
  },
} as const;
