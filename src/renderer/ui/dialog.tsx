import { X } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './dialog.module.css';
import { IconButton } from './icon-button.tsx';

export interface DialogProps {
  readonly title: string;
  readonly description?: ReactNode;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly children?: ReactNode;
  /** Buttons, the main one last. */
  readonly footer?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
  /** Draws the content from edge to edge, for lists. */
  readonly flush?: boolean;
  /** Hides the title and the close button from sight, not from screen readers. */
  readonly bare?: boolean;
  /** Called once the dialog is gone and the focus is back where it was. */
  readonly onClosed?: () => void;
}

const OPERATED = 'button, input, select, textarea, a[href], summary, [tabindex="0"]';

/**
 * While a dialog has nothing to operate but its close button, the dialog itself takes the focus: on the button it would
 * show the tooltip, and Escape would close that first.
 */
const intoContent = (event: Event): void => {
  const { currentTarget: content } = event;
  if (!(content instanceof HTMLElement)) return;
  const [first] = content.querySelectorAll(OPERATED);
  if (first && first.closest('[data-close]') === null) return;
  event.preventDefault();
  content.focus();
};

/**
 * A modal dialog: traps the focus, closes on Escape and gives the focus back.
 * The scrim is our own element: Radix's overlay locks the page's scrolling with an injected <style>, which the content
 * security policy refuses, and the window never scrolls anyway.
 */
export const Dialog = ({
  title,
  description,
  open,
  onOpenChange,
  children,
  footer,
  size = 'medium',
  flush = false,
  bare = false,
  onClosed,
}: DialogProps) => (
  <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
    <RadixDialog.Portal>
      <div className={styles['scrim']}>
        <RadixDialog.Content
          className={classNames(styles['dialog'], styles[size])}
          onOpenAutoFocus={intoContent}
          // The focus is given back right after this event, so the rest waits for the next turn.
          onCloseAutoFocus={() => {
            if (onClosed) setTimeout(onClosed);
          }}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <div className={bare ? styles['bare'] : styles['header']}>
            <div className={styles['heading']}>
              <RadixDialog.Title className={styles['title']}>{title}</RadixDialog.Title>
              {description === undefined ? null : (
                <RadixDialog.Description asChild>
                  <div className={styles['description']}>{description}</div>
                </RadixDialog.Description>
              )}
            </div>
          </div>
          <div className={flush ? styles['flush'] : styles['body']}>{children}</div>
          {footer ? <div className={styles['footer']}>{footer}</div> : null}
          {/* Last, so that a dialog opens with the focus on what it is about. */}
          {bare ? null : (
            <div className={styles['close']} data-close>
              <RadixDialog.Close asChild>
                <IconButton label="Close" icon={<X />} size="small" shortcut="Escape" />
              </RadixDialog.Close>
            </div>
          )}
        </RadixDialog.Content>
      </div>
    </RadixDialog.Portal>
  </RadixDialog.Root>
);
