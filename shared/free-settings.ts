import type { SettingName } from './settings.ts';

/** `free`: a page may choose it; `asked`: a person is asked about every change; or which values are free. */
export type SettingFreedom = 'free' | 'asked' | ((value: unknown) => boolean);

/**
 * What a page may choose by itself. Everything else can start a program, name who is told or trusted, stop a computer, or lose files without a word, and holds
 * only after a person said yes in a box of the system's own.
 */
export const settingFreedoms: Readonly<Record<SettingName, SettingFreedom>> = {
  'transfers.filesAtOnce': 'free',
  'transfers.retries': 'free',
  'transfers.conflict': (value) => value !== 'overwrite',
  'transfers.verify': (value) => value !== false,
  'transfers.leaveOut': 'asked',
  'bandwidth.bytesPerSecond': 'free',
  'bandwidth.perDestination': 'free',
  'bandwidth.isTimetableOn': 'free',
  'bandwidth.timetable': 'free',
  'bandwidth.isTurtleOn': 'free',
  'bandwidth.turtleBytesPerSecond': 'free',
  'network.proxy': 'asked',
  'network.proxyUrl': 'asked',
  'network.proxyUser': 'asked',
  'network.pacUrl': 'asked',
  'network.noProxy': 'asked',
  'network.certificateAuthorities': 'asked',
  'conditions.onMetered': 'free',
  'conditions.onBattery': 'free',
  'conditions.batteryBelowPercent': 'free',
  'conditions.offline': 'free',
  'afterQueue.action': (value) => value === 'nothing' || value === 'sound' || value === 'quit',
  // A program that runs after failures too may remove what never arrived.
  'afterQueue.alsoAfterFailures': (value) => value !== true,
  'afterQueue.program': (value) => value === null,
  'afterQueue.programArguments': 'asked',
  'afterQueue.webhookUrl': (value) => value === null,
  'notifications.isOn': 'free',
  'notifications.whenDone': 'free',
  'notifications.whenFailed': 'free',
  'notifications.whenNeeded': 'free',
  'app.theme': 'free',
  'app.language': 'free',
  'app.closeToTray': 'free',
  // It writes an entry among what the system starts.
  'app.openAtLogin': (value) => value !== true,
  'app.startHidden': 'free',
  // Who is asked nothing is not told of what was mended, and a trial is a Gantry that few have used.
  'updates.isOn': (value) => value !== false,
  'updates.channel': (value) => value !== 'beta',
  'history.keptDays': 'free',
};
