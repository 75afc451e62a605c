import { z } from 'zod';
import type { AllRequests } from '../../shared/contract.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import { listImportable } from '../host/import/list-importable.ts';
import { noArgumentsSchema, uploadIdSchema } from '../requests/argument-schemas.ts';
import type { RequestHandlers } from '../requests/request-handler.ts';
import { requestHandlers } from '../requests/request-handlers.ts';
import { terminalOnly } from '../requests/terminal-only.ts';
import type { ChoosePaths } from './choose-paths.ts';
import type { Conditions } from './conditions/watch-conditions.ts';
import { createAddressHandlers } from './destinations/address-handlers.ts';
import { createAgreeToAddresses } from './destinations/agree-to-addresses.ts';
import type { CopyDiagnostics } from './diagnostics-copier.ts';
import { findUpload } from './find-upload.ts';
import type { SettingsConsent } from './settings/settings-consent.ts';
import type { SettingsDialogs } from './settings/settings-dialogs.ts';
import { createSettingsHandlers } from './settings/settings-handlers.ts';
import { createTrustHandlers } from './trust/trust-handlers.ts';
import type { UpdateDesk } from './updates/update-desk.ts';
import { createUpdateHandlers } from './updates/update-handlers.ts';
import type { WatchDialogs } from './watch/watch-dialogs.ts';
import { createWatchHandlers } from './watch/watch-handlers.ts';

export interface DesktopHandlersOptions {
  readonly choosePaths: ChoosePaths;
  readonly copyDiagnostics: CopyDiagnostics;
  readonly settingsDialogs: SettingsDialogs;
  readonly updates: Pick<UpdateDesk, 'notice' | 'look' | 'restart' | 'postpone'>;
  readonly settingsConsent: SettingsConsent;
  readonly conditions: Pick<Conditions, 'goOnAnyway'>;
  readonly watchDialogs: WatchDialogs;
  /** Opens the system's file manager at that file. */
  showInFolder(path: string): void;
  exists(path: string): Promise<boolean>;
  /** Says where other programs keep their configurations. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Every request of the window: the shared ones, and those that open a dialog or another program or need the keychain. */
export function createDesktopHandlers(options: DesktopHandlersOptions): RequestHandlers<keyof AllRequests> {
  const agree = createAgreeToAddresses(options.settingsConsent);
  return {
    ...requestHandlers,
    ...terminalOnly,
    ...createSettingsHandlers(options.settingsDialogs, options.settingsConsent),
    ...createWatchHandlers({ dialogs: options.watchDialogs, consent: options.settingsConsent, agree }),
    ...createAddressHandlers(agree, options.environment),
    ...createTrustHandlers(options.settingsConsent, agree),
    ...createUpdateHandlers(options.updates),
    chooseFiles: { schema: noArgumentsSchema, handle: async () => ({ paths: await options.choosePaths('files') }) },
    chooseFolder: { schema: noArgumentsSchema, handle: async () => ({ paths: await options.choosePaths('folder') }) },
    copyDiagnostics: {
      schema: z.strictObject({ uploadId: uploadIdSchema.exactOptional() }),
      handle: (_context, { uploadId }) => ({ characters: options.copyDiagnostics(uploadId) }),
    },
    goOnAnyway: {
      schema: noArgumentsSchema,
      handle() {
        options.conditions.goOnAnyway();
        return {};
      },
    },
    listImportable: {
      schema: noArgumentsSchema,
      handle: ({ engine }) =>
        listImportable(options.environment, (url) => engine.destinations.list().some((destination) => destination.url === url)),
    },
    showSource: {
      schema: z.strictObject({ uploadId: uploadIdSchema }),
      // The path comes from the queue: a page can name a file of ours, never a place on the disk.
      async handle({ engine }, { uploadId }) {
        const upload = findUpload(engine, uploadId);
        if (upload === null) throw new UploadError('upload-unknown');
        if (!(await options.exists(upload.sourcePath))) throw new UploadError('source-missing', { details: { path: upload.sourcePath } });
        options.showInFolder(upload.sourcePath);
        return { affected: 1 };
      },
    },
  };
}
