import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { isFreeChange } from '../../../shared/is-free-change.ts';
import type { Settings, SettingsChange } from '../../../shared/settings.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import { certificatesToAdd } from '../../host/settings/add-certificates.ts';
import { certificateFactsOf } from '../../host/settings/certificate-facts-of.ts';
import { noArgumentsSchema } from '../../requests/argument-schemas.ts';
import type { KeptSettings } from '../../requests/kept-settings.ts';
import type { RequestHandlers } from '../../requests/request-handler.ts';
import { saveProxyPassword } from '../../requests/save-proxy-password.ts';
import { settingsChangeSchema } from '../../requests/settings-change-schema.ts';
import { checkProgram } from './check-program.ts';
import { passwordQuestion } from './password-question.ts';
import type { SettingsConsent } from './settings-consent.ts';
import type { SettingsDialogs } from './settings-dialogs.ts';
import { settingsQuestion } from './settings-question.ts';

type SettingsRequest =
  | 'changeSettings'
  | 'proposeSettings'
  | 'chooseImport'
  | 'chooseExport'
  | 'chooseCertificates'
  | 'chooseProgram'
  | 'removeCertificate'
  | 'saveProxyPassword';

/** A page names no file: these come from dialogs of the system's own. */
const isWithoutFiles = ({ afterQueue, network }: SettingsChange): boolean =>
  (afterQueue?.program ?? null) === null && network?.certificateAuthorities === undefined;

/** The settings as a page may change them: what is free at once, the rest after a person said yes in a box that names it in full. */
export function createSettingsHandlers(dialogs: SettingsDialogs, consent: SettingsConsent): RequestHandlers<SettingsRequest> {
  /** `look`: what would hold. Nothing is asked about where that is wrong. */
  const askThen = async (settings: KeptSettings, look: () => Settings, apply: () => void): Promise<boolean> => {
    const questionNow = () => {
      const next = look();
      return settingsQuestion(settings.current(), next);
    };
    const question = questionNow();
    if (question !== null) {
      if (!(await consent(question))) return false;
      // What the terminal changed meanwhile may give it another meaning.
      if (JSON.stringify(questionNow()) !== JSON.stringify(question))
        throw new UploadError('not-possible-now', { details: { reason: 'The settings were changed meanwhile. Try again.' } });
    }
    apply();
    return true;
  };
  const propose = (settings: KeptSettings, change: SettingsChange): Promise<boolean> =>
    askThen(
      settings,
      () => settings.withChange(change),
      () => settings.update(change),
    );

  return {
    changeSettings: {
      schema: z.strictObject({ change: settingsChangeSchema.refine(isFreeChange, 'is not a page’s to choose') }),
      handle({ settings }, { change }) {
        settings.update(change);
        return settings.view();
      },
    },
    proposeSettings: {
      schema: z.strictObject({ change: settingsChangeSchema.refine(isWithoutFiles, 'names a program or a certificate') }),
      handle: async ({ settings }, { change }) => ({ isDone: await propose(settings, change), view: settings.view() }),
    },
    chooseImport: {
      schema: noArgumentsSchema,
      async handle({ settings }) {
        const path = await dialogs.chooseImport();
        if (path === null) return { isDone: false };
        const text = await readFile(path, 'utf8').catch((cause: unknown) => {
          throw new UploadError('settings-invalid', { details: { reason: 'unreadable', path }, cause });
        });
        const isDone = await askThen(
          settings,
          () => settings.withImport(text),
          () => settings.import(text),
        );
        return { isDone };
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
        return { isDone: path !== null && (await propose(settings, certificatesToAdd(settings, path))) };
      },
    },
    chooseProgram: {
      schema: noArgumentsSchema,
      async handle({ settings }) {
        const path = await dialogs.chooseProgram();
        if (path === null) return { isDone: false };
        await checkProgram(path);
        // The arguments of another program mean something else to this one.
        return { isDone: await propose(settings, { afterQueue: { action: 'command', program: path, programArguments: [] } }) };
      },
    },
    removeCertificate: {
      schema: z.strictObject({ fingerprint: z.string().regex(/^[\dA-F]{2}(?::[\dA-F]{2}){31}$/) }),
      handle({ settings }, { fingerprint }) {
        const { certificateAuthorities } = settings.current().network;
        const left = certificateAuthorities.filter((pem) => certificateFactsOf(pem)?.fingerprint !== fingerprint);
        if (left.length < certificateAuthorities.length) settings.update({ network: { certificateAuthorities: left } });
        return settings.view();
      },
    },
    saveProxyPassword: {
      schema: saveProxyPassword.schema,
      async handle({ settings }, { password }) {
        if (password === '' || (await consent(passwordQuestion(settings.current().network)))) settings.saveProxyPassword(password);
        return settings.view();
      },
    },
  };
}
