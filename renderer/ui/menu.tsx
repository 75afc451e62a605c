import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import './menu.css';

export interface MenuItem {
  readonly key: string;
  readonly label: string;
  readonly detail?: string;
  readonly icon?: ReactNode;
  /** Given for one of several that exclude each other. */
  readonly isChosen?: boolean;
  /** A hairline above it. */
  readonly startsGroup?: boolean;
  readonly isDisabled?: boolean;
  /** Of a destination: what is dropped on it goes there. */
  readonly dropDestination?: string;
  readonly onChoose: () => void;
}

export interface MenuProps {
  readonly name: string;
  readonly items: readonly MenuItem[];
  /** In the window's pixels; without it the menu hangs below its parent. */
  readonly at?: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}

/** A menu that floats: arrows, Home and End move, Enter chooses, Escape or a click elsewhere closes. */
export function Menu({ name, items, at, onClose }: MenuProps) {
  const element = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const before = document.activeElement;
    const menu = element.current;
    if (menu !== null) keepInWindow(menu);
    const chosen = menu?.querySelector<HTMLButtonElement>('[aria-checked="true"]');
    (chosen ?? itemsOf(menu)[0])?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  useEffect(() => {
    const closeOutside = (event: Event): void => {
      if (!(event.target instanceof Node && element.current?.parentElement?.contains(event.target))) onClose();
    };
    window.addEventListener('pointerdown', closeOutside);
    window.addEventListener('blur', onClose);
    return () => {
      window.removeEventListener('pointerdown', closeOutside);
      window.removeEventListener('blur', onClose);
    };
  }, [onClose]);

  const handleKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    const buttons = itemsOf(element.current);
    const current = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const next = nextIndex(event.key, current, buttons.length);
    if (next === null) return;
    event.preventDefault();
    buttons[next]?.focus();
  };

  return (
    <div
      ref={element}
      className={at === undefined ? 'menu' : 'menu menu-floating'}
      role="menu"
      aria-label={name}
      tabIndex={-1}
      style={at === undefined ? undefined : { left: at.x, top: at.y }}
      onKeyDown={handleKey}
    >
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          className={item.startsGroup === true ? 'menu-item menu-item-first' : 'menu-item'}
          {...semanticsOf(item)}
          disabled={item.isDisabled}
          tabIndex={-1}
          data-drop-destination={item.dropDestination}
          onDragOver={(event) => event.currentTarget.focus()}
          onPointerMove={(event) => event.currentTarget.focus()}
          onClick={() => {
            onClose();
            item.onChoose();
          }}
        >
          <span className="menu-item-icon">{item.icon}</span>
          <span className="menu-item-label">{item.label}</span>
          {item.detail === undefined ? null : <span className="menu-item-detail">{item.detail}</span>}
        </button>
      ))}
    </div>
  );
}

function semanticsOf({ isChosen }: MenuItem) {
  return isChosen === undefined ? { role: 'menuitem' } : { role: 'menuitemradio', 'aria-checked': isChosen };
}

function itemsOf(menu: HTMLElement | null): readonly HTMLButtonElement[] {
  return menu === null ? [] : [...menu.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
}

function nextIndex(key: string, current: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return (current + 1) % count;
    case 'ArrowUp':
      return (current - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** A menu that was opened near an edge moves back inside. */
function keepInWindow(menu: HTMLElement): void {
  const box = menu.getBoundingClientRect();
  const margin = 8;
  const tooFarRight = box.right + margin - window.innerWidth;
  const tooFarDown = box.bottom + margin - window.innerHeight;
  if (tooFarRight > 0) menu.style.left = `${menu.offsetLeft - tooFarRight}px`;
  if (tooFarDown > 0) menu.style.top = `${menu.offsetTop - tooFarDown}px`;
}
