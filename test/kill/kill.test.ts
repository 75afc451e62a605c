import { describeKills } from './describe-kills.ts';
import { killTargets } from './kill-targets.ts';

// In two files, which run side by side.
describeKills(killTargets.filter((_target, index) => index % 2 === 0));
