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
}

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
}: DialogProps) => (
  <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
    <RadixDialog.Portal>
      <div className={styles['scrim']}>
        <RadixDialog.Content
          className={classNames(styles['dialog'], styles[size])}
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
            {bare ? null : (
              <RadixDialog.Close asChild>
                <IconButton label="Close" icon={<X />} size="small" shortcut="Escape" />
              </RadixDialog.Close>
            )}
          </div>
          <div className={flush ? styles['flush'] : styles['body']}>{children}</div>
          {footer ? <div className={styles['footer']}>{footer}</div> : null}
        </RadixDialog.Content>
      </div>
    </RadixDialog.Portal>
  </RadixDialog.Root>
);
