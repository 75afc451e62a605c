import { machineGroups } from './machine-case.ts';
import { machineCases } from './machine-cases.ts';

const head = `# What can happen to the machine

Each row has a test under its name in \`test/faults/machine/\` or \`test/engine/\`; the words are the program's own. This page is made from
\`test/faults/machine/machine-cases.ts\`; \`npx node test/faults/machine/write-machine-faults.ts\` writes it anew.
`;

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The whole of `docs/machine-faults.md`. */
export function renderMachineFaults(): string {
  const sections = machineGroups.map((group) => {
    const rows = Object.entries(machineCases)
      .filter(([, row]) => row.group === group)
      .map(
        ([id, row]) =>
          `| \`${id}\` | ${cell(row.happens)} | ${cell(row.engineDoes)} | ${row.personSees === null ? '–' : cell(row.personSees)} |`,
      );
    return [`## ${group}`, '', '| Test | What happens | What Gantry does | What a person reads |', '|---|---|---|---|', ...rows, ''].join(
      '\n',
    );
  });
  return [head, ...sections].join('\n');
}
