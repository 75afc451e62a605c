import { spawnSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { programPath } from '../servers/parts/program-path.ts';
import type { Meter } from './find-meter.ts';

export interface MachineFacts {
  readonly platform: string;
  readonly cores: number;
  readonly processor: string;
  readonly memoryBytes: number;
  readonly node: string;
  /** First line of what each says about its version; null where it is not installed. */
  readonly programs: Readonly<Record<string, string | null>>;
  readonly meter: Meter['kind'];
  readonly isScratchInMemory: boolean;
}

const versionOption: Readonly<Record<string, string>> = { curl: '--version', rclone: 'version', nginx: '-v', apache2: '-v' };

/** What the figures depend on; nothing that tells whose machine it is. */
export function machineFacts(meter: Meter, isScratchInMemory: boolean): MachineFacts {
  const processors = cpus();
  return {
    platform: `${process.platform} ${release()} ${process.arch}`,
    cores: processors.length,
    processor: processors[0]?.model ?? 'unknown',
    memoryBytes: totalmem(),
    node: process.version,
    programs: Object.fromEntries(Object.entries(versionOption).map(([name, option]) => [name, versionOf(name, option)])),
    meter: meter.kind,
    isScratchInMemory,
  };
}

function versionOf(name: string, option: string): string | null {
  const path = programPath(name);
  if (path === null) return null;
  const { stdout, stderr } = spawnSync(path, [option], { encoding: 'utf8' });
  return `${stdout}${stderr}`.split('\n')[0]?.trim() ?? '';
}
