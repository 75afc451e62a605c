import type { Text } from '../language/text.ts';
import type { SettingName } from '../settings.ts';

const yesOrNo = 'true or false';
const rule = '“go-on”, “slow” or “pause”';
const rate = 'a whole number of bytes per second from 1000';

/**
 * What each setting takes, in words for a sentence "is not …": for the window, the terminal and a file that is refused. As they stand here they go into the
 * details of errors; `expectationWords` says them.
 */
export const settingExpectations: Readonly<Record<SettingName, Text>> = {
  'transfers.filesAtOnce': 'a whole number from 1 to 64',
  'transfers.retries': 'a whole number from 0 to 1000',
  'transfers.conflict': '“ask”, “overwrite”, “skip”, “skip-same”, “newer” or “rename”',
  'transfers.verify': yesOrNo,
  'transfers.leaveOut': 'a list of at most 200 names or paths such as “*.tmp” or “cache/**”',
  'bandwidth.bytesPerSecond': 'a whole number of bytes per second from 1000, or null for no limit',
  'bandwidth.perDestination': 'a list of {destinationId, bytesPerSecond}, each destination once',
  'bandwidth.isTimetableOn': yesOrNo,
  'bandwidth.timetable': 'a list of {days, from, to, bytesPerSecond} with days such as “mon” and times such as “08:30”',
  'bandwidth.isTurtleOn': yesOrNo,
  'bandwidth.turtleBytesPerSecond': rate,
  'network.proxy': '“system”, “none”, “pac” or “manual”',
  'network.proxyUrl': 'an address such as http://proxy.example.org:3128, without a user or password, or null',
  'network.proxyUser': 'a name without a colon, or null',
  'network.pacUrl': 'an http or https address of a PAC file, or null',
  'network.noProxy': 'a list of hosts such as “example.org”, “*.local” or “10.0.0.0/8”',
  'network.certificateAuthorities': 'a list of certificates of authorities, each as PEM',
  'conditions.onMetered': rule,
  'conditions.onBattery': rule,
  'conditions.batteryBelowPercent': 'a whole number from 1 to 100',
  'conditions.offline': '“wait” or “pause”',
  'afterQueue.action': '“nothing”, “sound”, “command”, “webhook”, “quit”, “sleep” or “shut-down”',
  'afterQueue.alsoAfterFailures': yesOrNo,
  'afterQueue.program': 'the path of a program, or null',
  'afterQueue.programArguments': 'a list of at most 100 texts',
  'afterQueue.webhookUrl': 'an https address, an http one on this computer, or null',
  'notifications.isOn': yesOrNo,
  'notifications.whenDone': yesOrNo,
  'notifications.whenFailed': yesOrNo,
  'notifications.whenNeeded': yesOrNo,
  'app.theme': '“system”, “light” or “dark”',
  'app.language': '“system”, “en” or “de”',
  'app.closeToTray': yesOrNo,
  'app.openAtLogin': yesOrNo,
  'app.startHidden': yesOrNo,
  'updates.isOn': yesOrNo,
  'updates.channel': '“latest” or “beta”',
  'history.keptDays': 'a whole number of days from 1 to 3650, or null to keep it until it is cleared',
};
