import { Button } from '../ui/button.tsx';

export interface LeavingButtonProps {
  readonly label: string;
  readonly name: string;
  readonly title?: string;
  /** Of the control beside it, where the keyboard goes on. */
  readonly controlId: string;
  readonly onPress: () => void;
}

/** A button that is gone once it did its work: the focus goes to the control beside it, instead of being lost with it. */
export function LeavingButton({ controlId, onPress, ...rest }: LeavingButtonProps) {
  return (
    <Button
      look="text"
      {...rest}
      onPress={() => {
        document.getElementById(controlId)?.focus();
        onPress();
      }}
    />
  );
}
