import { describeKills } from './describe-kills.ts';
import { killTargets } from './kill-targets.ts';

describeKills(killTargets.filter((_target, index) => index % 2 === 1));
