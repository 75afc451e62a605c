import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn } from '../../host/names-in.ts';
import type { PowerState } from './power-source.ts';

const suppliesFolder = '/sys/class/power_supply';
const mains: PowerState = { isOnBattery: false, charge: null };

/**
 * What the kernel says of power supplies (Documentation/ABI/testing/sysfs-class-power): on battery where one discharges and nothing else feeds. Batteries of
 * mice and headsets, which have the scope `Device`, do not count; without any battery it is the mains.
 */
export function linuxPower(folder = suppliesFolder): PowerState {
  // Empty without the kernel's own tree, as in a container.
  const supplies = namesIn(folder).map((name) => (fact: string) => factIn(join(folder, name, fact)));
  const own = supplies.filter((fact) => fact('scope') !== 'Device');
  const batteries = own.filter((fact) => ['Battery', 'UPS'].includes(fact('type')) && fact('present') !== '0');
  const isFed = own.some((fact) => !batteries.includes(fact) && fact('online') === '1');
  if (isFed || !batteries.some((fact) => fact('status') === 'Discharging')) return mains;
  const charges = batteries.map((fact) => Number.parseInt(fact('capacity'), 10)).filter(Number.isFinite);
  if (charges.length === 0) return { isOnBattery: true, charge: null };
  return { isOnBattery: true, charge: charges.reduce((sum, charge) => sum + charge, 0) / charges.length };
}

function factIn(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    // Not every supply has every fact, and a battery can be pulled out meanwhile.
    return '';
  }
}
