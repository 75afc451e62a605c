import { say } from '../language/say.ts';
import type { PlainText } from '../language/text.ts';
import type { SettingName } from '../settings.ts';
import { expectationWords } from './expectation-words.ts';

/** In a form nothing is written as nothing, and not as null. */
const inForm: Readonly<Partial<Record<SettingName, PlainText>>> = {
  'bandwidth.bytesPerSecond': 'a whole number of bytes per second from 1000',
  'network.proxyUrl': 'an address such as http://proxy.example.org:3128, without a user or password',
  'network.proxyUser': 'a name without a colon',
  'network.pacUrl': 'an http or https address of a PAC file',
  'afterQueue.program': 'the path of a program',
  'afterQueue.webhookUrl': 'an https address, an http one on this computer',
  'history.keptDays': 'a whole number of days from 1 to 3650',
};

/** A sentence for beside a field of the settings page: what it takes. */
export function formExpectationWords(setting: string, otherwise: string): string {
  const words = Object.entries(inForm).find(([name]) => name === setting)?.[1];
  return say('Takes {what}.', { what: words === undefined ? expectationWords(setting, otherwise) : say(words) });
}
