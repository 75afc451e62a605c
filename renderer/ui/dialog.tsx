import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { say } from '../../shared/language/say.ts';
import { IconButton } from './icon-button.tsx';
import './dialog.css';

export interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** It shows a table. */
  readonly isWide?: boolean;
  readonly onClose: () => void;
}

/**
 * A modal dialog over the window; Escape and a click beside it close it, and the focus goes back to where it was. At first it has what in it is
 * marked with `data-takes-focus`, or else the dialog itself.
 */
export function Dialog({ title, children, isWide = false, onClose }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    const first = dialog?.querySelector<HTMLElement>('[data-takes-focus]') ?? dialog;
    // Unless what is inside took it: closing is what a person wants last.
    if (dialog?.querySelector('.dialog-header')?.contains(document.activeElement) === true) first?.focus();
  }, []);
  return (
    <dialog
      ref={element}
      className={isWide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={titleId}
      tabIndex={-1}
      onClose={onClose}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
    >
      {/* A section, so that its header and footer are none of the window. */}
      <section className="dialog-content">
        <header className="dialog-header">
          <h2 id={titleId}>{title}</h2>
          <IconButton
            name={say('Close')}
            title={say('Close')}
            icon={<X size={16} strokeWidth={1.5} />}
            onPress={() => element.current?.close()}
          />
        </header>
        {children}
      </section>
    </dialog>
  );
}
