import { join } from 'node:path';

/** A program that says whether the line costs money, and how its answer is read; null: it does not say. */
export interface MeteredQuestion {
  readonly program: string;
  readonly words: readonly string[];
  read(answer: string): boolean | null;
}

const manager = 'org.freedesktop.NetworkManager';
const properties = 'org.freedesktop.DBus.Properties';
const place = `/${manager.replaceAll('.', '/')}`;

/** NMMetered: 0 unknown, 1 yes, 2 no, 3 presumably, 4 presumably not; `v u 3` or `(<uint32 3>,)`. */
function readNumber(answer: string): boolean | null {
  const value = /\b([0-4])\b[^\d]*$/.exec(answer)?.[1];
  return value === undefined || value === '0' ? null : value === '1' || value === '3';
}

/** NetworkCostType, of which `Unknown` is left out. */
const costs: ReadonlyMap<string, boolean> = new Map([
  ['Unrestricted', false],
  ['Fixed', true],
  ['Variable', true],
]);

const profile =
  '[Windows.Networking.Connectivity.NetworkInformation, Windows, ContentType = WindowsRuntime]::GetInternetConnectionProfile().GetConnectionCost().NetworkCostType';

/**
 * Whom to ask on this system, one after the other: on Linux NetworkManager by the system's bus, without starting it; on Windows the cost of the connection, by
 * its own PowerShell. macOS tells nobody.
 */
export function meteredQuestions(platform: NodeJS.Platform, systemRoot = String.raw`C:\Windows`): readonly MeteredQuestion[] {
  switch (platform) {
    case 'linux':
      return [
        {
          program: 'busctl',
          words: ['--system', '--timeout=3', '--auto-start=no', 'call', manager, place, properties, 'Get', 'ss', manager, 'Metered'],
          read: readNumber,
        },
        {
          program: 'gdbus',
          words: [
            'call',
            '--system',
            '--timeout=3',
            `--dest=${manager}`,
            `--object-path=${place}`,
            `--method=${properties}.Get`,
            manager,
            'Metered',
          ],
          read: readNumber,
        },
      ];
    case 'win32':
      return [
        {
          program: join(systemRoot, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe'),
          words: ['-NoProfile', '-NonInteractive', '-Command', profile],
          read: (answer) => costs.get(answer.trim()) ?? null,
        },
      ];
    default:
      return [];
  }
}
