import { say } from '../../shared/language/say.ts';
import { LeavingButton } from './leaving-button.tsx';

export interface DefaultButtonProps {
  /** Of the setting. */
  readonly label: string;
  /** Of the control of the setting. */
  readonly controlId: string;
  /** null: it is as it is by default. */
  readonly onPress: (() => void) | null;
}

/** Takes one choice back. */
export function DefaultButton({ label, controlId, onPress }: DefaultButtonProps) {
  if (onPress === null) return null;
  return (
    <LeavingButton
      label={say('Default')}
      name={say('Default: {label}', { label })}
      title={say('As it was before anybody chose')}
      controlId={controlId}
      onPress={onPress}
    />
  );
}
