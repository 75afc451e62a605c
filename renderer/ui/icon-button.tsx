import type { ReactNode } from 'react';
import './button.css';

export interface IconButtonProps {
  /** The accessible name. */
  readonly name: string;
  /** What a pointer that rests on it is told. */
  readonly title: string;
  readonly icon: ReactNode;
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  readonly tabIndex?: number;
  readonly onPress: () => void;
}

export function IconButton({ name, title, icon, isPressed, isDisabled = false, tabIndex, onPress }: IconButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={name}
      aria-pressed={isPressed}
      disabled={isDisabled}
      title={title}
      tabIndex={tabIndex}
      onClick={onPress}
    >
      {icon}
    </button>
  );
}
