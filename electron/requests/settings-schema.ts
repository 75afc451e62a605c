import { z } from 'zod';
import { mostFilesAtOnce } from '../../shared/most-files-at-once.ts';
import type { Settings } from '../../shared/settings.ts';
import {
  afterQueueActions,
  costlyRules,
  languageChoices,
  offlineRules,
  proxyModes,
  themes,
  updateChannels,
} from '../../shared/settings.ts';
import { weekdays } from '../../shared/timetable.ts';
import { conflictPolicies } from '../../shared/upload.ts';
import { isProxyAddress } from './is-proxy-address.ts';
import { isWebhookAddress } from './is-webhook-address.ts';
import { plainAddressOf } from './plain-address.ts';

const wholeNumber = (least: number, most: number) => z.int().min(least).max(most);
const line = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^\P{Cc}*$/u);
const bytesPerSecond = wholeNumber(1_000, 1e12);
const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
const onePem = /^-----BEGIN CERTIFICATE-----[A-Za-z\d+/=\s]{1,32768}-----END CERTIFICATE-----\s*$/;

const timetableEntry = z
  .strictObject({
    days: z.array(z.enum(weekdays)).min(1).max(7),
    from: timeOfDay,
    to: timeOfDay.or(z.literal('24:00')),
    bytesPerSecond: bytesPerSecond.nullable(),
  })
  .refine(({ from, to }) => from !== to, { path: ['to'] });

const hasEachOnce = (limits: readonly { readonly destinationId: string }[]): boolean =>
  new Set(limits.map(({ destinationId }) => destinationId)).size === limits.length;

/** Every setting with what it takes. Strict: what is unknown is refused. What a choice needs must be there with it. */
export const settingsSchema: z.ZodType<Settings> = z.strictObject({
  transfers: z.strictObject({
    filesAtOnce: wholeNumber(1, mostFilesAtOnce),
    retries: wholeNumber(0, 1_000),
    conflict: z.enum(conflictPolicies),
    verify: z.boolean(),
    leaveOut: z.array(line(200)).max(200),
  }),
  bandwidth: z.strictObject({
    bytesPerSecond: bytesPerSecond.nullable(),
    perDestination: z
      .array(z.strictObject({ destinationId: z.string().regex(/^[\w.:-]{1,128}$/), bytesPerSecond }))
      .max(1_000)
      .refine(hasEachOnce),
    isTimetableOn: z.boolean(),
    // As many as a week has hours.
    timetable: z.array(timetableEntry).max(168),
    isTurtleOn: z.boolean(),
    turtleBytesPerSecond: bytesPerSecond,
  }),
  network: z
    .strictObject({
      proxy: z.enum(proxyModes),
      proxyUrl: z.string().max(2_048).refine(isProxyAddress).nullable(),
      proxyUser: line(256)
        .refine((user) => !user.includes(':'))
        .nullable(),
      pacUrl: z
        .string()
        .max(2_048)
        .refine((text) => plainAddressOf(text) !== null)
        .nullable(),
      noProxy: z.array(line(256).regex(/^\S+$/)).max(500),
      certificateAuthorities: z.array(z.string().regex(onePem)).max(1_000),
    })
    .refine(({ proxy, proxyUrl }) => proxy !== 'manual' || proxyUrl !== null, { path: ['proxyUrl'] })
    .refine(({ proxy, pacUrl }) => proxy !== 'pac' || pacUrl !== null, { path: ['pacUrl'] }),
  conditions: z.strictObject({
    onMetered: z.enum(costlyRules),
    onBattery: z.enum(costlyRules),
    batteryBelowPercent: wholeNumber(1, 100),
    offline: z.enum(offlineRules),
  }),
  afterQueue: z
    .strictObject({
      action: z.enum(afterQueueActions),
      alsoAfterFailures: z.boolean(),
      program: line(4_096).nullable(),
      programArguments: z
        .array(
          z
            .string()
            .max(8_192)
            .regex(/^[^\0]*$/),
        )
        .max(100),
      webhookUrl: z.string().max(4_096).refine(isWebhookAddress).nullable(),
    })
    .refine(({ action, program }) => action !== 'command' || program !== null, { path: ['program'] })
    .refine(({ action, webhookUrl }) => action !== 'webhook' || webhookUrl !== null, { path: ['webhookUrl'] }),
  notifications: z.strictObject({
    isOn: z.boolean(),
    whenDone: z.boolean(),
    whenFailed: z.boolean(),
    whenNeeded: z.boolean(),
  }),
  app: z.strictObject({
    theme: z.enum(themes),
    language: z.enum(languageChoices),
    closeToTray: z.boolean(),
    openAtLogin: z.boolean(),
    startHidden: z.boolean(),
  }),
  updates: z.strictObject({ isOn: z.boolean(), channel: z.enum(updateChannels) }),
  history: z.strictObject({ keptDays: wholeNumber(1, 3_650).nullable() }),
});
