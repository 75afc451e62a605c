import { Button } from '../ui/button.tsx';

export interface DefaultButtonProps {
  /** Of the setting. */
  readonly label: string;
  /** null: it is as it is by default. */
  readonly onPress: (() => void) | null;
}

/** Takes one choice back. */
export function DefaultButton({ label, onPress }: DefaultButtonProps) {
  if (onPress === null) return null;
  return <Button look="text" label="Default" name={`Default: ${label}`} title="As it was before anybody chose" onPress={onPress} />;
}
