import { readFile, writeFile } from 'node:fs/promises';
import { UploadError } from '../engine/errors/upload-error.ts';
import { addCertificates } from '../host/settings/add-certificates.ts';
import { noArgumentsSchema } from '../requests/argument-schemas.ts';
import type { RequestHandlers } from '../requests/request-handler.ts';
import type { SettingsDialogs } from './settings-dialogs.ts';

/** The requests of the settings that open a dialog: a page never names a path of its own. */
export function createSettingsHandlers(dialogs: SettingsDialogs): RequestHandlers<'chooseImport' | 'chooseExport' | 'chooseCertificates'> {
  return {
    chooseImport: {
      schema: noArgumentsSchema,
      async handle({ settings }) {
        const path = await dialogs.chooseImport();
        if (path === null) return { isDone: false };
        settings.import(
          await readFile(path, 'utf8').catch((cause: unknown) => {
            throw new UploadError('settings-invalid', { details: { reason: 'unreadable', path }, cause });
          }),
        );
        return { isDone: true };
      },
    },
    chooseExport: {
      schema: noArgumentsSchema,
      async handle({ settings }) {
        const path = await dialogs.chooseExport();
        if (path === null) return { isDone: false };
        await writeFile(path, settings.export(), { mode: 0o600 }).catch((cause: unknown) => {
          throw new UploadError('not-possible-now', { details: { reason: 'The file could not be written.' }, cause });
        });
        return { isDone: true };
      },
    },
    chooseCertificates: {
      schema: noArgumentsSchema,
      async handle({ settings }) {
        const path = await dialogs.chooseCertificates();
        if (path === null) return { isDone: false };
        addCertificates(settings, path);
        return { isDone: true };
      },
    },
  };
}
