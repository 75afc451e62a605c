import type { PlainError } from '../../shared/error-codes.ts';
import type { DestinationId } from '../../shared/ids.ts';
import type { PlainText } from '../../shared/language/text.ts';
import type { HoldHelp } from '../../shared/text/hold-help.ts';
import { openDestinationsAt } from './destination-actions.ts';
import { windowStore } from './store.ts';
import type { WindowState } from './window-state.ts';

/** On the button that opens it. */
export const helpLabels: Readonly<Record<HoldHelp, PlainText>> = { 'sign-in': 'Sign in…', trust: 'Trust this key…' };

/** Whether there is a form to sign in with: of what was taken off the list and of "This computer" there is none. */
export const canHelp =
  (help: HoldHelp | null, destinationId: DestinationId | undefined) =>
  (state: WindowState): boolean => {
    if (help === null || destinationId === undefined) return false;
    const destination = state.destinations?.find((one) => one.destinationId === destinationId);
    return help === 'trust' || (destination !== undefined && !destination.isBuiltIn);
  };

/** Opens what helps: the sign-in of the destination's form, or the question about its host key. */
export function startHelp(help: HoldHelp, destinationId: DestinationId, destinationName: string, error: PlainError | null): void {
  if (help === 'sign-in') openDestinationsAt({ kind: 'edit', destinationId, at: 'sign-in' });
  else if (error !== null) windowStore.setState({ dialog: { kind: 'trust', destinationId, destinationName, error } });
}
