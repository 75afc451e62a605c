import type { Settings } from './settings.ts';

/** What holds as long as nobody chose anything. */
export const defaultSettings: Settings = {
  transfers: { filesAtOnce: 6, retries: 7, conflict: 'ask', verify: false, leaveOut: [] },
  bandwidth: {
    bytesPerSecond: null,
    perDestination: [],
    isTimetableOn: false,
    timetable: [],
    isTurtleOn: false,
    turtleBytesPerSecond: 500_000,
  },
  network: {
    proxy: 'system',
    proxyUrl: null,
    proxyUser: null,
    pacUrl: null,
    noProxy: ['localhost', '127.0.0.1', '::1'],
    certificateAuthorities: [],
  },
  conditions: { onMetered: 'go-on', onBattery: 'go-on', batteryBelowPercent: 100, offline: 'wait' },
  afterQueue: { action: 'nothing', alsoAfterFailures: false, program: null, programArguments: [], webhookUrl: null },
  notifications: { isOn: true, whenDone: true, whenFailed: true, whenNeeded: true },
  app: { theme: 'system', language: 'system', closeToTray: true, openAtLogin: false, startHidden: true },
  updates: { isOn: true, channel: 'latest' },
  history: { keptDays: null },
};
