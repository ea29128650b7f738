import { Tooltip as RadixTooltip } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { Kbd } from './kbd.tsx';
import styles from './tooltip.module.css';

/** Around the whole application, once: moving from one tooltip to the next shows the second at once. */
export const TooltipProvider = ({ children }: { readonly children: ReactNode }) => (
  <RadixTooltip.Provider delayDuration={450} skipDelayDuration={250}>
    {children}
  </RadixTooltip.Provider>
);

export interface TooltipProps {
  readonly label: ReactNode;
  /** Key binding in tinykeys' grammar. */
  readonly shortcut?: string | undefined;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  /** One element that takes a ref. */
  readonly children: ReactElement;
}

export const Tooltip = ({ label, shortcut, side = 'bottom', children }: TooltipProps) => (
  <RadixTooltip.Root disableHoverableContent={!shortcut && typeof label === 'string' && label.length < 40}>
    <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
    <RadixTooltip.Portal>
      <RadixTooltip.Content className={styles['tip']} side={side} sideOffset={6} collisionPadding={8}>
        <span>{label}</span>
        {shortcut ? <Kbd keys={shortcut} /> : null}
      </RadixTooltip.Content>
    </RadixTooltip.Portal>
  </RadixTooltip.Root>
);
