import type { DestinationKind } from '../../shared/destination.ts';
import type { Fate, Fault } from './fault.ts';
import { arrivesEverywhere, beginAt, fateOf, mostRequestsOf } from './fault.ts';
import type { FaultGroup } from './faults/all-faults.ts';
import type { MatrixProtocol } from './matrix-protocol.ts';
import type { Seen } from './seen.ts';
import { seenKey } from './seen.ts';

type When = 'passing' | 'staying';

const opening = `# The fault matrix

What Gantry does when the network or the server does not do what it should, and what a person sees then. Every row was lived through by
the real engine (its database, its files, its protocols) and a server of each protocol behind proxies that do the fault; the words are
those that the window shows. This page is made from the data of that test, and the test fails when they differ.

- **Once**: it happens to one request. **While it lasts**: it stays for ten minutes at least, with one file alone; then it ends.
- Wherever a file arrives, it has arrived whole (its bytes were compared), once (nothing beside it, under no other name), and was not called
  done before.
- "The file alone": only the request with the file is refused, and the server says that it is well when it is asked. Then it is the file, and
  it fails after its eight tries. When the server is not well either, it is the server: no file fails for that, however long it takes.
- The servers: @tus/server for \`tus\`, nginx for \`put\`, a receiver of forms for \`post\`, Apache for \`dav\`, OpenSSH for \`sftp\`. For \`s3\` it is
  a server of these tests, which keeps objects and parts and heeds no signature, and OpenStack Swift with \`GANTRY_INTEROP=1\`: both lead to the
  same rows. Into SFTP nobody can listen on the way, so it meets the faults of the line and those that its server does.
- \`npx vitest run --project integration test/faults\` runs it, the last three protocols with some of the faults only; with
  \`GANTRY_FAULTS=all\` all of it, also what goes through the engine as another fault does (marked °) and 1 GiB through a limit of 100 MB.
  \`GANTRY_RECORD_FAULTS=1\` writes down what is seen, \`GANTRY_FAULTS_OF=s3,dav\` does so for some protocols, and
  \`npx node test/faults/write-fault-matrix.ts\` writes this page. Waits are skipped, not shortened: the engine's clock jumps when nothing moves.
`;

/** The page `docs/fault-matrix.md`. */
export function renderFaultMatrix(
  groups: readonly FaultGroup[],
  protocols: readonly MatrixProtocol[],
  seen: Seen,
  closing: string,
): string {
  const sections = groups.map(({ title, faults }) => {
    const rows = faults.flatMap((fault) => rowsOf(fault, protocols, seen));
    const head = '| Fault | When | Protocol | What Gantry does | What the person sees |\n|---|---|---|---|---|';
    return `## ${title}\n${head}\n${rows.join('\n')}\n`;
  });
  return [opening, ...sections, closing].join('\n');
}

function rowsOf(fault: Fault, protocols: readonly MatrixProtocol[], seen: Seen): readonly string[] {
  const whens: readonly When[] = fault.passesOnce === true ? ['passing', 'staying'] : ['staying'];
  const rows = whens.flatMap((when) => {
    const fates = when === 'passing' ? (fault.passing ?? arrivesEverywhere) : fault.staying;
    if (fates === null) return [];
    const byCells = new Map<string, DestinationKind[]>();
    for (const { kind } of protocols.filter((protocol) => beginAt(fault, protocol) !== null)) {
      const cells = `${deedOf(fault, fateOf(fates, kind))} | ${wordsOf(seen, seenKey(fault.name, kind, when))}`;
      byCells.set(cells, [...(byCells.get(cells) ?? []), kind]);
    }
    return [...byCells].map(([cells, of]) => `${when === 'passing' ? 'once' : 'while it lasts'} | ${of.join(', ')} | ${cells} |`);
  });
  const name = `**${fault.name}**${fault.isLikeAnother === true ? ' °' : ''}${fault.note === undefined ? '' : `<br>${fault.note}`}`;
  return rows.map((row, index) => `| ${index === 0 ? name : ''} | ${row}`);
}

function deedOf(fault: Fault, fate: Fate): string {
  const requests = `at most ${mostRequestsOf(fault)} requests in ten minutes`;
  switch (fate.kind) {
    case 'arrives':
      return fate.startedOver === true ? 'Begins anew by itself; the file arrives' : 'The file arrives';
    case 'waits':
      return fate.after === 'resume'
        ? `Holds the destination until a person acts; goes on with Resume (${requests})`
        : `Holds the destination and looks again; costs no try; goes on by itself when it is over (${requests})`;
    case 'fails':
      return `Fails the file (\`${fate.code}\`); arrives with Retry when it is over (${requests})`;
  }
}

function wordsOf(seen: Seen, key: string): string {
  const words = seen[key];
  if (words === undefined) return '–';
  return words.notice === null ? words.row : `${words.row}<br>*Above the list:* ${words.notice}`;
}
