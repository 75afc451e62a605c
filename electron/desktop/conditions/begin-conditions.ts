import { powerMonitor } from 'electron';
import type { Ports } from '../../engine/ports.ts';
import type { KeptSettings } from '../../requests/kept-settings.ts';
import { askMetered } from './ask-metered.ts';
import { meteredQuestions } from './metered-question.ts';
import { systemPower } from './system-power.ts';
import type { Conditions } from './watch-conditions.ts';
import { watchConditions } from './watch-conditions.ts';

/** Begins to look at this computer's state, with what this system has to tell. */
export function beginConditions(settings: Pick<KeptSettings, 'current' | 'onChange'>, { network, clock, log }: Ports): Promise<Conditions> {
  const questions = meteredQuestions(process.platform, process.env['SystemRoot']);
  return watchConditions({
    ...{ settings, network, clock, log },
    power: systemPower(process.platform, powerMonitor),
    askMetered: () => askMetered(questions),
  });
}
