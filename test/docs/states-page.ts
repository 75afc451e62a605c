import { stateSign } from '../../electron/terminal/state-sign.ts';
import { controlsFor } from '../../renderer/store/selection-actions.ts';
import { iconOfState } from '../../renderer/ui/icon-of-state.ts';
import { errorCodes } from '../../shared/error-codes.ts';
import type { FileProgress } from '../../shared/progress.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import { fileStateOf } from '../../shared/text/file-state.ts';
import { stateTone } from '../../shared/text/state-tone.ts';
import { statusWords } from '../../shared/text/status-words.ts';
import type { Tone } from '../../shared/text/tone.ts';
import { waitReasonWords } from '../../shared/text/wait-reason-words.ts';
import { waitReasons } from '../../shared/upload.ts';
import { exampleNowMs, stateExamples } from './state-examples.ts';

const colors: Readonly<Record<Tone, string>> = {
  moving: 'teal',
  waiting: 'amber',
  paused: 'amber, hatched',
  'needs-person': 'violet',
  failed: 'red',
  done: 'green',
  idle: 'grey',
};

/** `docs/states.md`, from the code that the window and the terminal show. */
export function statesPage(): string {
  return `# What a person sees

Every state of a file with its icon, its words and its colour; a colour never stands alone. This page is made from the code: a test fails when
it is stale, and \`GANTRY_WRITE_DOCS=1 npx vitest run --project unit test/docs\` writes it anew.

## Files

${table(['What happened', 'State', 'Icon', 'Sign', 'Colour', 'Words', 'Buttons'], Object.entries(stateExamples).map(fileRow))}

"Icon" is in the window, "Sign" in the terminal. A row between two tries has the words of what went wrong.
While a whole destination holds its files, that is said once, above the list, with **Try now**; queued rows name the reason and stay queued.
Where this computer's state holds back all, queued rows say "Waits: on battery", "Waits: metered line" or "Waits: offline", each with **Go on anyway**.
While a folder is walked, its batch says "Scanning… 12,431 files · 88.0 GB" with a bar that has no end yet.

## Why a file or a destination waits

${table(
  ['Reason', 'Words', 'What then', 'Who acts'],
  waitReasons.map((reason) => {
    const { title, remedy, needsPerson } = waitReasonWords(reason);
    return [code(reason), title, remedy, needsPerson ? 'a person' : 'nobody: it goes on by itself'];
  }),
)}

Where a person has to act and the error is known, its words stand in place of these.

## Errors

${table(
  ['Code', 'What happened', 'What to do'],
  errorCodes.map((errorCode) => {
    const { title, remedy } = errorWords({ code: errorCode, details: {} });
    return [code(errorCode), title, remedy];
  }),
)}

Status, server, sizes and the server's own words are added where they are known.
`;
}

const buttonWords = { pause: 'Pause', resume: 'Resume', retry: 'Retry', cancel: 'Cancel' } as const;

function fileRow([cause, file]: readonly [string, FileProgress]): readonly string[] {
  const state = fileStateOf(file, exampleNowMs);
  const { state: words, detail } = statusWords(file, exampleNowMs);
  const controls = controlsFor(file.status).map((control) =>
    control === 'retry' && file.status === 'waiting' ? 'Retry now' : buttonWords[control],
  );
  return [
    cause,
    code(state),
    iconOfState(state, file.waitReason).displayName ?? '',
    stateSign(state),
    colors[stateTone(state)],
    `${words} · ${detail}`,
    controls.join(', '),
  ];
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
