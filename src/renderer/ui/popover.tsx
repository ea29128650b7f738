import { Popover as RadixPopover } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import styles from './popover.module.css';

export interface PopoverProps {
  /** The accessible name of what opens. */
  readonly label: string;
  /** One button that takes a ref. */
  readonly trigger: ReactElement;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly align?: 'start' | 'center' | 'end';
  readonly side?: 'top' | 'bottom';
  /** Pixels; 320 unless told. */
  readonly width?: number;
  /** Where the focus goes when it closes, when not back to its button; answers whether it took it there. */
  readonly onReturnFocus?: () => boolean;
  readonly children: ReactNode;
}

/** A small panel beside its button; closes on Escape and on a press outside, and does not block the rest. */
export const Popover = ({
  label,
  trigger,
  open,
  onOpenChange,
  align = 'end',
  side = 'bottom',
  width = 320,
  onReturnFocus,
  children,
}: PopoverProps) => (
  <RadixPopover.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
    <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
    <RadixPopover.Portal>
      <RadixPopover.Content
        className={styles['panel']}
        aria-label={label}
        side={side}
        align={align}
        sideOffset={6}
        collisionPadding={8}
        style={{ width }}
        onCloseAutoFocus={(event) => {
          if (onReturnFocus?.()) event.preventDefault();
        }}
      >
        {children}
      </RadixPopover.Content>
    </RadixPopover.Portal>
  </RadixPopover.Root>
);
