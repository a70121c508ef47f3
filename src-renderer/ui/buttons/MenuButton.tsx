import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import '../list.css';

export interface MenuChoice {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon | undefined;
  readonly shortcut?: string | undefined;
  readonly tone?: 'danger' | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly run: () => void;
}

export interface MenuButtonProps {
  /** Names the menu. */
  readonly label: string;
  /** The button that opens it: a `Button` or an `IconButton`. */
  readonly children: ReactNode;
  readonly items: readonly MenuChoice[];
}

export function MenuButton({ label, children, items }: MenuButtonProps) {
  return (
    <MenuTrigger>
      {children}
      <Popover className="ui-popover" offset={4}>
        <Menu className="ui-menu" aria-label={label} items={items}>
          {(item) => {
            const Icon = item.icon;
            return (
              <MenuItem
                className={`ui-list-item ui-menu-item ${item.tone === 'danger' ? 'ui-menu-item-danger' : ''}`}
                textValue={item.label}
                isDisabled={item.isDisabled ?? false}
                onAction={item.run}
              >
                {Icon && <Icon aria-hidden className="ui-icon" />}
                <span>{item.label}</span>
                {item.shortcut !== undefined && <kbd className="ui-menu-shortcut">{item.shortcut}</kbd>}
              </MenuItem>
            );
          }}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
