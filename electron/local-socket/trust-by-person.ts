import type { HostKeyChange } from '../../shared/host-key-change.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import { keyThatIsShown } from '../requests/key-that-is-shown.ts';
import type { RequestHandler } from '../requests/request-handler.ts';
import { trustHostKey } from '../requests/trust-host-key.ts';

/** Whether a person says, where no program can press the button, that this key is to be trusted. */
export type AskAboutKey = (change: HostKeyChange) => Promise<boolean>;

/**
 * Host keys as a program at the socket may have them trusted: it names the one that it showed, the host has to show the same, and whoever sits in front of
 * the holder says yes. `ask` null: this holder can ask nobody, and refuses.
 */
export function trustByPerson(ask: AskAboutKey | null): RequestHandler<'trustHostKey'> {
  return {
    ...trustHostKey,
    async handle(context, args) {
      const { destinationId, fingerprint } = args;
      if (fingerprint === null) return await trustHostKey.handle(context, args);
      if (ask === null)
        throw refusal(
          'Another command holds the list, and nobody can be asked there. End it, trust the key, and start it again: it goes on.',
        );
      const change = await keyThatIsShown(() => context.engine.trustHostKey(destinationId, null), fingerprint);
      if (!(await ask(change))) throw refusal('Nobody said yes in the window of Gantry.');
      // Only the key that was agreed to: the host may show another one by now.
      return await trustHostKey.handle(context, args);
    },
  };
}

function refusal(reason: string): UploadError {
  return new UploadError('not-possible-now', { details: { reason } });
}
