import { languages } from './language/language.ts';
import type { Timetable } from './timetable.ts';
import type { ConflictPolicy } from './upload.ts';

/** The number of the file's shape; a file of another one is refused. */
export const settingsVersion = 1;

export const proxyModes = ['system', 'none', 'pac', 'manual'] as const;
export type ProxyMode = (typeof proxyModes)[number];

export const costlyRules = ['go-on', 'slow', 'pause'] as const;
/** What is done while the line costs money or the battery is used: nothing, the slow limit, or a pause that ends by itself. */
export type CostlyRule = (typeof costlyRules)[number];

export const offlineRules = ['wait', 'pause'] as const;
/** Without a network each destination is looked at again by itself, or nothing is tried at all, not even on this computer, until there is one. */
export type OfflineRule = (typeof offlineRules)[number];

export const afterQueueActions = ['nothing', 'sound', 'command', 'webhook', 'quit', 'sleep', 'shut-down'] as const;
export type AfterQueueAction = (typeof afterQueueActions)[number];

export const updateChannels = ['latest', 'beta'] as const;
export type UpdateChannel = (typeof updateChannels)[number];

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const languageChoices = ['system', ...languages] as const;
export type LanguageChoice = (typeof languageChoices)[number];

export interface TransferSettings {
  readonly filesAtOnce: number;
  /** How often a file is tried again after its first try; for what is added from now on. */
  readonly retries: number;
  /** What is done with a name that is taken, where nothing is remembered for the destination. */
  readonly conflict: ConflictPolicy;
  /** The destination is asked afterwards what it stored. */
  readonly verify: boolean;
  /** Names and paths that are not sent, besides the ones that nobody means to send; see `isLeftOut`. */
  readonly leaveOut: readonly string[];
}

/** A limit of one destination, besides the one for all. */
export interface DestinationLimit {
  readonly destinationId: string;
  readonly bytesPerSecond: number;
}

export interface BandwidthSettings {
  /** For all files together; null: no limit. */
  readonly bytesPerSecond: number | null;
  readonly perDestination: readonly DestinationLimit[];
  readonly isTimetableOn: boolean;
  readonly timetable: Timetable;
  /** The slow limit, switched on and off by hand; it counts before the timetable. */
  readonly isTurtleOn: boolean;
  readonly turtleBytesPerSecond: number;
}

/** No secret stands here: the password for the proxy is with the keychain or in the environment. */
export interface NetworkSettings {
  readonly proxy: ProxyMode;
  /** `http://host:port` or `https://host:port`; for `manual`. */
  readonly proxyUrl: string | null;
  /** Who signs in at the proxy. */
  readonly proxyUser: string | null;
  /** For `pac`. */
  readonly pacUrl: string | null;
  /** Hosts that are reached without the manual proxy: `example.org` (and all below it), `*.local`, `10.0.0.0/8`, `::1`. */
  readonly noProxy: readonly string[];
  /** Trusted besides the system's own: one certificate each, as PEM. */
  readonly certificateAuthorities: readonly string[];
}

/** Kept to by the window; the terminal alone sends as it is told. */
export interface ConditionSettings {
  readonly onMetered: CostlyRule;
  readonly onBattery: CostlyRule;
  /** The rule for the battery counts below this charge, in percent; 100, and where the charge is not known: always. */
  readonly batteryBelowPercent: number;
  readonly offline: OfflineRule;
}

export interface AfterQueueSettings {
  readonly action: AfterQueueAction;
  readonly alsoAfterFailures: boolean;
  /** Run as it is, without a shell. */
  readonly program: string | null;
  readonly programArguments: readonly string[];
  /** https, or http on this computer. */
  readonly webhookUrl: string | null;
}

export interface NotificationSettings {
  readonly isOn: boolean;
  readonly whenDone: boolean;
  readonly whenFailed: boolean;
  /** Something waits for a person, such as a name that is taken or a password. */
  readonly whenNeeded: boolean;
}

export interface AppSettings {
  readonly theme: Theme;
  /** Of the window, the menus and what the desktop is told; the terminal's words are English. */
  readonly language: LanguageChoice;
  /** Closing the window leaves Gantry running, where there is a tray from which it can be opened again. */
  readonly closeToTray: boolean;
  readonly openAtLogin: boolean;
  /** Without its window when it was opened at login, where there is a tray. */
  readonly startHidden: boolean;
}

export interface UpdateSettings {
  /** False: nobody is asked for updates, and none is installed. */
  readonly isOn: boolean;
  /** `beta`: also what is still being tried. */
  readonly channel: UpdateChannel;
}

export interface HistorySettings {
  /** Settled batches leave the list after so many days; null: when a person clears them. */
  readonly keptDays: number | null;
}

/** Everything that a person may choose, by section. */
export interface Settings {
  readonly transfers: TransferSettings;
  readonly bandwidth: BandwidthSettings;
  readonly network: NetworkSettings;
  readonly conditions: ConditionSettings;
  readonly afterQueue: AfterQueueSettings;
  readonly notifications: NotificationSettings;
  readonly app: AppSettings;
  readonly updates: UpdateSettings;
  readonly history: HistorySettings;
}

export type SettingsSection = keyof Settings;

/** The name of one setting, as people script it: `bandwidth.bytesPerSecond`. */
export type SettingName = { [Section in SettingsSection]: `${Section}.${keyof Settings[Section] & string}` }[SettingsSection];

/** What is to be changed; everything else stays as it is. */
export type SettingsChange = { readonly [Section in SettingsSection]?: Partial<Settings[Section]> };
