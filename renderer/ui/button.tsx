import type { ReactNode } from 'react';
import './button.css';

export interface ButtonProps {
  /** What it does, and its accessible name unless `name` says more. */
  readonly label: string;
  /** The accessible name, where the label alone does not say to what. */
  readonly name?: string;
  readonly icon?: ReactNode;
  readonly look?: 'plain' | 'outlined' | 'primary' | 'text';
  /** The word disappears in a narrow window; the icon stays. */
  readonly isCollapsible?: boolean;
  readonly isDisabled?: boolean;
  readonly title?: string;
  readonly tabIndex?: number;
  readonly type?: 'button' | 'submit';
  readonly onPress?: () => void;
}

export function Button(props: ButtonProps) {
  const { label, name, icon, look = 'plain', isCollapsible = false, isDisabled = false, title, tabIndex, type = 'button', onPress } = props;
  return (
    <button
      type={type}
      className={`button button-${look}${isCollapsible ? ' button-collapsible' : ''}`}
      aria-label={name ?? label}
      disabled={isDisabled}
      title={title}
      tabIndex={tabIndex}
      onClick={onPress}
    >
      {icon}
      <span className="button-label">{label}</span>
    </button>
  );
}
