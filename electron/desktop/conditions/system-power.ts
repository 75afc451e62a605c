import type { PowerMonitor } from 'electron';
import { linuxPower } from './linux-power.ts';
import type { PowerSource } from './power-source.ts';

/** The power as this system tells it: Linux by the kernel's files, with the charge; Windows and macOS by Electron, which knows no charge. */
export function systemPower(platform: NodeJS.Platform, monitor: PowerMonitor): PowerSource {
  return {
    read: () => (platform === 'linux' ? linuxPower() : { isOnBattery: monitor.isOnBatteryPower(), charge: null }),
    onChange(listener) {
      monitor.on('on-battery', listener);
      monitor.on('on-ac', listener);
      monitor.on('resume', listener);
      return () => {
        monitor.off('on-battery', listener);
        monitor.off('on-ac', listener);
        monitor.off('resume', listener);
      };
    },
  };
}
