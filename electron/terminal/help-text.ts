import { mostFilesAtOnce } from '../../shared/most-files-at-once.ts';
import type { CommandName } from './command.ts';

const forms: Readonly<Record<CommandName, string>> = {
  upload: 'upload --to DEST PATH…',
  resume: 'resume',
  retry: 'retry [--failed | UPLOAD_ID…]',
  cancel: 'cancel BATCH_ID',
  status: 'status [--json]',
  files: 'files BATCH_ID [--status STATUS] [--json]',
  attempts: 'attempts UPLOAD_ID [--json]',
  link: 'link UPLOAD_ID',
  diagnostics: 'diagnostics [--output FILE]',
  serve: 'serve DIR | --store URL [--port N]',
  destinations: 'destinations list | add NAME URL | ACTION NAME',
  mcp: 'mcp [--allow-write]',
  watch: 'watch add FOLDER --to DEST | edit FOLDER OPTION… | list | run | ACTION FOLDER',
  settings: 'settings get [KEY] | set KEY VALUE | add-ca FILE | export | import FILE',
};

const purposes: Readonly<Record<CommandName, string>> = {
  upload: 'Send files and folders; a folder arrives with its structure.',
  resume: 'Go on with everything that is unfinished.',
  retry: 'Send again what failed.',
  cancel: 'Take what is left of a batch out of the queue.',
  status: 'Show the batches, also while another Gantry works.',
  files: 'Show the files of a batch.',
  attempts: 'Show how a file fared, try by try.',
  link: 'Print the link to a file that arrived, where its destination has links.',
  diagnostics: 'Print what somebody needs to help, without secrets and names.',
  serve: 'Receive files into a directory or a bucket (tus, on this computer only).',
  destinations: 'Show, save, change, test or remove destinations; clean up uploads that never ended there.',
  mcp: 'Answer programs that speak the Model Context Protocol, on stdin and stdout.',
  watch: 'Send what comes into a folder by itself, as long as the window or “watch run” is open.',
  settings: 'Show, change, export or import what holds for the window and the terminal.',
};

const paceOptions = [
  `--concurrency N          files at a time (1 to ${mostFilesAtOnce}; usually 6)`,
  '--limit-rate RATE        bytes per second: 500k, 10M, 1.5Mi',
];
const runOptions = [
  ...paceOptions,
  '--after-queue            at the end do what afterQueue.* of the settings says; Ctrl-C stops it for 15 seconds',
  '--json                   progress as NDJSON on stdout, the final batch_progress last',
];
const dataDirectory = '--data-dir DIR           where the queue is kept (also GANTRY_DATA_DIR)';

const watchOptions = [
  '--to DEST                with add and edit, as the next ones: a saved destination’s name',
  '--settle TIME            a file is taken when it has not changed for so long: 10s (as usual), 5m, 1h',
  '--no-subfolders          only what lies in the folder itself; with edit also --subfolders',
  '--only GLOB              also several times: only such names, such as *.jpg, or what is in such folders',
  '--leave-out GLOB         also several times: not such names; what the settings leave out is left out too',
  '--temporary GLOB         also several times: names of what is not ready yet, in place of *.part, *.crdownload, ~* and the like',
  '--afterwards WHAT        what becomes of a file that has arrived: leave (as usual), move=FOLDER, or trash (the window alone)',
  '--conflict POLICY        when the name is taken: overwrite, skip-same, skip, newer or rename; else as the destination says',
  '                         none in place of a GLOB or POLICY takes back what was said',
  ...paceOptions.map((line) => line.replace(/^(.{25})/, '$1with run: ')),
  '--json                   with list: one JSON object, {folders}; with run: each file_progress and batch_progress as NDJSON on stdout',
];

const options: Readonly<Record<CommandName, readonly string[]>> = {
  upload: [
    '--to DEST                a saved destination’s name or a URL',
    ...runOptions,
    '--retries N              how often a file is tried again (usually 7)',
    '--conflict POLICY        when the name is taken: overwrite, skip-same (size and time), skip, newer, rename (as usual)',
    '                         or ask: once for all, where somebody sits at the terminal',
    '--verify                 ask the destination afterwards what it stored',
  ],
  resume: runOptions,
  retry: ['--failed                 all that failed (so too without it, when no id is given)', ...runOptions],
  cancel: [],
  status: ['--json                   one JSON object: {batches, totals}'],
  files: ['--status STATUS          only files in this status, such as failed', '--json                   one file_progress per line'],
  attempts: ['--json                   one try per line'],
  link: [],
  diagnostics: ['--output FILE            write it there instead of on stdout'],
  serve: [
    '--port N                 0, as usual: any free one',
    '--store URL              s3+https://host/bucket/prefix?region=…: into that bucket (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)',
  ],
  destinations: [
    '--json                   with list, test, unfinished, clean and import: one JSON object',
    '--name NEW, --url URL    with edit: what it is to be',
    '--all                    with clean: all that Gantry began and no file of the list needs; or give their ids',
    '--older-than AGE         with clean: only what was begun longer ago, as 12h, 7d or 2w',
    '--others                 with clean: also what others began',
    '--fingerprint SHA256:…   with trust: only this key, and nobody is asked; --yes: whichever it is',
    '--bucket NAME            with import: the bucket of what is S3; --all there: everything that was found',
  ],
  watch: watchOptions,
  mcp: ['--allow-write            programs may also add files, pause, resume and retry; without it they only look'],
  settings: [
    '--json                   with get: one line of JSON',
    '--output FILE            with export: write it there instead of on stdout',
  ],
};

const destinationActions = `
Actions:
  list                                 with what the Gantry that works knows of them
  test NAME                            ask it whether it takes files, and what it can do; a URL will do too
  edit NAME [--name NEW] [--url URL]   change it; files under way go on with it
  duplicate NAME                       save it a second time
  default NAME                         new files of the window go there
  secret NAME                          hand the secret of this environment to the open window, which keeps it
  trust NAME                           show the host key of an SFTP server that changed, and trust it after a yes
  remove NAME                          take it off the list
  unfinished NAME                      list uploads that were begun there and never ended
  clean NAME (--all | --older-than AGE | ID…)   remove such uploads; never those of files in the list
  import [aws|rclone|ssh] [NAME… | --all]       show what other programs of this computer know; with names or --all save it

Sign-in of one destination alone: its name in capitals after GANTRY_TOKEN_, GANTRY_PASSWORD_, GANTRY_ACCESS_KEY_ID_, GANTRY_SECRET_ACCESS_KEY_ or
GANTRY_SSH_PASSPHRASE_, such as GANTRY_TOKEN_PHOTO_ARCHIVE for “Photo archive”. What the window keeps in the keychain, only the window can use, for all commands while it is open.
`;

const settingActions = `
Actions:
  get [KEY]          one setting, such as bandwidth.bytesPerSecond; all of a section, such as bandwidth; or all
  set KEY VALUE      a word, a number, a rate such as 10M, none, a list with commas, or JSON
  export             all of them as JSON; no secret is among them
  import FILE        let those of an exported file hold in place of all; a file in which anything is wrong changes nothing
  add-ca FILE        trust the certificates of a PEM file besides the system’s own
A Gantry that works with the same data directory follows at once. The password for a proxy comes from GANTRY_PROXY_PASSWORD.
`;

const watchActions = `
Actions:
  add FOLDER       watch it from now on; what is in it is sent too
  list             with how each fares
  run              watch without a window, until Ctrl-C; an open window watches by itself, and then this waits in its place
  edit FOLDER      change what is said of it from then on; nothing that was sent is sent again, and what is in the queue goes where it was going
  pause FOLDER     nothing new is taken; what is in the queue goes on
  resume FOLDER    also looks at once, and takes what failed and was cleared from the list
  remove FOLDER    no longer watch it; its files stay
A file that has arrived is not sent again unless it changes. Only what has arrived whole is moved or put in the trash, and only if it still is the file that was sent.
`;

const mcpWords = `
Tools: list_batches, batch_status, failed_files; with --allow-write also add_files (to saved destinations only), pause, resume and retry.
An open Gantry is asked and told; where none is open, the queue is held here as long as there is something to send, and let go when a window opens.
`;

const sharedQueueWords = `
Where another Gantry holds the data directory, the window or a command, this command joins it: that one sends the files and signs in with what it
knows itself. Secrets of this environment stay here; “gantry destinations secret NAME” hands them to the window. --concurrency, --limit-rate and
--after-queue are for a Gantry that sends itself. Ctrl-C pauses the batch that this command added; of others it only leaves off watching.
`;

const destinationForms = `DEST is a saved destination’s name or a URL:
  s3+https://host/bucket/prefix?region=…   S3, goes on in the middle of a file
  dav+https://user@host/path/              WebDAV, Nextcloud, ownCloud
  sftp://user@host/path/                   SFTP, goes on in the middle of a file
  tus+https://host/files/                  tus 1.0, goes on in the middle of a file
  put+https://host/prefix/                 HTTP PUT
  post+https://host/path?field=files       form POST
  presigned+https://host/sign              an endpoint that signs an address for each file
Secrets come from the environment, never from the command line: GANTRY_PASSWORD for the user in the URL, GANTRY_TOKEN for a bearer,
AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY for S3, GANTRY_SSH_KEY for a key file.`;

const exitCodeWords = `Exit codes:
  0  all completed or skipped        3  interrupted; the queue is kept
  1  some failed                     4  the destination cannot be used
  2  bad usage                       5  another Gantry holds the data directory and cannot be joined`;

const actions: Readonly<Partial<Record<CommandName, string>>> = {
  destinations: destinationActions,
  settings: settingActions,
  watch: watchActions,
  mcp: mcpWords,
};

/** What `--help` prints: about one command, or about all. */
export function helpText(topic: CommandName | null): string {
  if (topic === null) {
    const list = Object.entries(forms).map(([name, form]) => `  ${form.padEnd(60)} ${purposes[name as CommandName]}`);
    return `Gantry uploads files that you cannot afford to lose.

Usage: gantry COMMAND …
${list.join('\n')}

${destinationForms}

${exitCodeWords}

“gantry COMMAND --help” tells the options of a command; “gantry --version” tells the version.
`;
  }
  const lines = [...options[topic], dataDirectory].map((line) => `  ${line}`);
  const more = topic === 'upload' ? `${sharedQueueWords}\n${destinationForms}\n\n${exitCodeWords}\n` : (actions[topic] ?? '');
  return `Usage: gantry ${forms[topic]}\n${purposes[topic]}\n\nOptions:\n${lines.join('\n')}\n${more}`;
}
