import { arch, cpus, freemem, platform, release, totalmem } from 'node:os';
import type { DiagnosticsFacts } from './diagnostics-source.ts';

/** Variables that change what Gantry does; told is only whether they are set. */
const tellingVariables = [
  'GANTRY_TOKEN',
  'GANTRY_PASSWORD',
  'GANTRY_DATA_DIR',
  'GANTRY_RECEIVE_DIR',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'NODE_EXTRA_CA_CERTS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
];

/** The program, the machine and what was set, without anything that tells whose they are. */
export function machineFacts({ host, versions, settings, environment }: DiagnosticsFacts): object {
  const isSet = (name: string): boolean => (environment[name] ?? environment[name.toLowerCase()] ?? '') !== '';
  return {
    host,
    versions,
    machine: {
      platform: platform(),
      release: release(),
      architecture: arch(),
      processors: cpus().length,
      memoryBytes: totalmem(),
      freeMemoryBytes: freemem(),
      utcOffsetMinutes: -new Date().getTimezoneOffset(),
    },
    settings,
    variablesSet: tellingVariables.filter(isSet),
  };
}
