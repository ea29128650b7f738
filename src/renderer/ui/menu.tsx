import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Kbd } from './kbd.tsx';
import { ariaKeys } from './key-label.ts';
import styles from './menu.module.css';

export interface MenuAction {
  readonly kind?: 'action';
  readonly id: string;
  readonly label: ReactNode;
  /** A second, muted line. */
  readonly hint?: ReactNode;
  readonly icon?: ReactNode;
  readonly shortcut?: string | undefined;
  /** Given at all, the item is a choice with a tick. */
  readonly checked?: boolean;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  readonly onSelect: () => void;
}

export type MenuItem =
  | MenuAction
  | { readonly kind: 'separator'; readonly id: string }
  | { readonly kind: 'heading'; readonly id: string; readonly label: string };

export interface MenuProps {
  /** The accessible name of the menu. */
  readonly label: string;
  /** One button that takes a ref. */
  readonly trigger: ReactElement;
  readonly items: readonly MenuItem[];
  readonly align?: 'start' | 'end';
  readonly side?: 'top' | 'bottom';
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
}

/** A menu on a button: arrow keys, typing ahead and Escape work as everywhere. */
export const Menu = ({ label, trigger, items, align = 'start', side = 'bottom', open, onOpenChange }: MenuProps) => (
  // Not modal: a modal menu locks the page's scrolling with an injected <style>, which the policy refuses.
  <DropdownMenu.Root
    modal={false}
    {...(open === undefined ? {} : { open })}
    {...(onOpenChange ? { onOpenChange } : {})}
  >
    <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        className={styles['menu']}
        aria-label={label}
        align={align}
        side={side}
        sideOffset={4}
        collisionPadding={8}
        loop
      >
        {items.map((item) => (
          <Fragment key={item.id}>{drawItem(item)}</Fragment>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  </DropdownMenu.Root>
);

const drawItem = (item: MenuItem) => {
  switch (item.kind) {
    case 'separator':
      return <DropdownMenu.Separator className={styles['separator']} />;
    case 'heading':
      return <DropdownMenu.Label className={styles['heading']}>{item.label}</DropdownMenu.Label>;
    default:
      return <Action item={item} />;
  }
};

const Action = ({ item }: { readonly item: MenuAction }) => {
  const shared = {
    className: classNames(styles['item'], item.danger && styles['danger']),
    disabled: item.disabled ?? false,
    onSelect: item.onSelect,
    'aria-keyshortcuts': item.shortcut ? ariaKeys(item.shortcut) : undefined,
  };
  const content = (
    <>
      <span className={styles['text']}>
        <span className={styles['label']}>{item.label}</span>
        {item.hint ? <span className={styles['hint']}>{item.hint}</span> : null}
      </span>
      {item.shortcut ? <Kbd keys={item.shortcut} /> : null}
    </>
  );
  if (item.checked === undefined) {
    return (
      <DropdownMenu.Item {...shared}>
        <span className={styles['icon']}>{item.icon}</span>
        {content}
      </DropdownMenu.Item>
    );
  }
  return (
    <DropdownMenu.CheckboxItem {...shared} checked={item.checked}>
      <span className={styles['icon']}>{item.checked ? <Check /> : null}</span>
      {content}
    </DropdownMenu.CheckboxItem>
  );
};
