import type { ErrorCode, ErrorDetails } from '../../../shared/error-codes.ts';
import { errorWords } from '../../../shared/text/error-words.ts';
import { logTroubleWords } from '../../../shared/text/log-trouble-words.ts';
import { waitReasonWords } from '../../../shared/text/wait-reason-words.ts';
import type { WaitReason } from '../../../shared/upload.ts';

export const machineGroups = [
  'The network is away',
  'The machine sleeps',
  'The network changes',
  'The destination moves',
  "The queue's disk",
  'The clock is set',
  'Too many open files',
  "The log's disk",
] as const;

export interface MachineCase {
  readonly group: (typeof machineGroups)[number];
  readonly happens: string;
  readonly engineDoes: string;
  /** The words on the window's notice, on the row and on the terminal; null: nothing worth a word. */
  readonly personSees: string | null;
}

const held = (reason: WaitReason): string => `${waitReasonWords(reason).title}. ${waitReasonWords(reason).remedy}`;
const told = (code: ErrorCode, details: ErrorDetails = {}): string => {
  const { title, remedy } = errorWords({ code, details });
  return `${title}. ${remedy}`;
};

const cases = {
  'offline-day': {
    group: 'The network is away',
    happens: 'The network is away for a day in the middle of 1,000 files, and nothing says so.',
    engineDoes:
      'No attempt is used and no file fails. The destination is asked fewer than 2,000 times in that day, and everything goes on within a minute after the network is back.',
    personSees: held('offline'),
  },
  'offline-event': {
    group: 'The network is away',
    happens: 'It is away for an hour, and the system tells that it is back.',
    engineDoes: 'It goes on at once.',
    personSees: held('offline'),
  },
  'offline-restart': {
    group: 'The network is away',
    happens: 'Gantry is closed and started again while the network is away.',
    engineDoes: 'No attempt is used on either side of the restart.',
    personSees: held('offline'),
  },
  'offline-last-attempt': {
    group: 'The network is away',
    happens: 'The connection is cut on the only attempt that a file has, and the network stays away.',
    engineDoes: 'The cut is laid to the outage: the file waits and has its attempt again.',
    personSees: held('destination-unreachable'),
  },
  'crashing-file': {
    group: 'The network is away',
    happens: 'One file makes its server crash each time it is sent.',
    engineDoes: 'A cut is forgiven once and not for ever: the file fails in the end, and the others arrive.',
    personSees: told('connection-lost'),
  },
  'offline-refused': {
    group: 'The network is away',
    happens: 'The server refuses connections for a while and cuts those that are open.',
    engineDoes: 'No attempt is used; everything arrives whole afterwards.',
    personSees: held('destination-unreachable'),
  },
  'offline-silent': {
    group: 'The network is away',
    happens: 'The line falls silent for longer than a stalled connection is waited for.',
    engineDoes: 'Nothing fails; everything arrives whole afterwards.',
    personSees: held('destination-unreachable'),
  },
  'offline-namespace': {
    group: 'The network is away',
    happens: 'The network interface of a real process goes down and up again, and another one gets an address meanwhile.',
    engineDoes: 'No attempt is used; everything arrives whole afterwards.',
    personSees: held('offline'),
  },
  'sleep-told-by-wall-clock': {
    group: 'The machine sleeps',
    happens: 'It sleeps and no event tells; its monotonic clock stood still meanwhile, as on Linux.',
    engineDoes: 'The jump of the wall clock is noticed within five seconds of waking.',
    personSees: null,
  },
  'sleep-told-by-late-timer': {
    group: 'The machine sleeps',
    happens: 'It sleeps and no event tells; its monotonic clock went on meanwhile, as on other systems.',
    engineDoes: 'The timer that is late tells it on waking.',
    personSees: null,
  },
  'sleep-no-alarm': {
    group: 'The machine sleeps',
    happens: 'Nothing: the clocks drift a little, and timers are a little late.',
    engineDoes: 'Nothing is taken for a sleep; and an engine that has nothing to do keeps no timer.',
    personSees: null,
  },
  'sleep-attempt-free': {
    group: 'The machine sleeps',
    happens: 'Connections that died in the sleep fail right after it, before anything else has noticed.',
    engineDoes: 'Those attempts do not count, even the only one that a file has; each file tries again within a second.',
    personSees: null,
  },
  'sleep-waits-over': {
    group: 'The machine sleeps',
    happens: 'A file waited for its next try, and that time came and went in the sleep.',
    engineDoes: 'The wait is over on waking.',
    personSees: null,
  },
  'sleep-held-asked': {
    group: 'The machine sleeps',
    happens: 'A destination was held, or was just being asked, when the sleep began.',
    engineDoes: 'It is asked on waking; an answer that died in the sleep is asked for again at once.',
    personSees: held('destination-unreachable'),
  },
  'sleep-server-pause': {
    group: 'The machine sleeps',
    happens: 'A server had asked for an hour of silence when the sleep began.',
    engineDoes: 'The hour is kept by the clock on the wall: not asked before, and not a whole sleep later.',
    personSees: held('server-busy'),
  },
  'sleep-dead-connection': {
    group: 'The machine sleeps',
    happens: 'A connection died in the sleep without a word.',
    engineDoes: 'It is given up after ten seconds instead of the usual patience; one that still moves goes on.',
    personSees: null,
  },
  'sleep-idle-connection': {
    group: 'The machine sleeps',
    happens: 'Connections were open and idle.',
    engineDoes: 'They are dropped on waking, and the next request makes a new one.',
    personSees: null,
  },
  'sleep-real-process': {
    group: 'The machine sleeps',
    happens: 'A real process is stopped for 12 seconds in mid-upload while its connections are cut, then goes on.',
    engineDoes: 'It notices by itself and makes new connections, and no file has used an attempt.',
    personSees: null,
  },
  'network-changed': {
    group: 'The network changes',
    happens: 'The machine gets another address, as from cable to Wi-Fi, and its connections die.',
    engineDoes: 'Connections from before are mistrusted as after a sleep; their attempts do not count, even the only one.',
    personSees: null,
  },
  'address-moved': {
    group: 'The destination moves',
    happens: 'Its name leads to another address, and the old one falls silent with connections open to it.',
    engineDoes:
      'The first one that is given up takes the idle ones with it; the next request looks the name up again and goes to the new address.',
    personSees: null,
  },
  'destination-removed': {
    group: 'The destination moves',
    happens: 'A person removes the destination while its files wait for it.',
    engineDoes: 'It leaves the choice; the files that were given to it still go there when it answers.',
    personSees: held('destination-unreachable'),
  },
  'destination-new-port': {
    group: 'The destination moves',
    happens: '“This computer” listens at another port after a restart.',
    engineDoes: 'Half-sent files go on at the new port from where they were.',
    personSees: null,
  },
  'disk-full': {
    group: "The queue's disk",
    happens: 'The disk of the data directory fills up in mid-upload.',
    engineDoes: 'Everything stops and says so once; nothing is called done that is not written. It goes on by itself when there is room.',
    personSees: told('queue-disk-full'),
  },
  'disk-full-kill': {
    group: "The queue's disk",
    happens: 'Gantry is killed while the disk is full, and started again on the full disk.',
    engineDoes: 'The queue is whole. It starts, says why nothing moves, and goes on when there is room.',
    personSees: told('queue-disk-full'),
  },
  'disk-full-quit': {
    group: "The queue's disk",
    happens: 'Gantry is asked to quit while the disk is full.',
    engineDoes: 'It quits in good order; the next start goes on.',
    personSees: told('queue-disk-full'),
  },
  'disk-full-first-start': {
    group: "The queue's disk",
    happens: 'Gantry is started for the first time on a disk without any room.',
    engineDoes: 'It says so and ends; nothing is queued.',
    personSees: told('queue-disk-full'),
  },
  'disk-read-only-start': {
    group: "The queue's disk",
    happens: 'The data directory cannot be written, or cannot be made.',
    engineDoes: 'It says so, with the path, and ends.',
    personSees: told('queue-unusable', { path: '/mnt/disk/gantry' }),
  },
  'disk-read-only-running': {
    group: "The queue's disk",
    happens: 'The disk turns read-only in mid-upload, as a system does with a failing one.',
    engineDoes: 'Everything stops and says so once, and goes on by itself when it may write again.',
    personSees: told('queue-unusable', { path: '/mnt/disk/gantry/queue.db' }),
  },
  'disk-gone': {
    group: "The queue's disk",
    happens: 'The disk of the data directory is taken away in mid-upload, and the system still lets us write to nowhere.',
    engineDoes: 'It is noticed with the next change: everything stops, and nothing more is sent.',
    personSees: told('queue-unusable', { path: '/mnt/disk/gantry/queue.db' }),
  },
  'clock-set-back': {
    group: 'The clock is set',
    happens: 'It is set back by an hour, a day or ten years while a file and a destination wait.',
    engineDoes: 'Both wait exactly as long as before, and the time that is shown moves with the clock.',
    personSees: null,
  },
  'clock-set-forward': {
    group: 'The clock is set',
    happens: 'It is set forward by an hour, a day or ten years while a file and a destination wait.',
    engineDoes: 'That looks like a sleep: the waits are over, and nothing is failed by it.',
    personSees: null,
  },
  'clock-figures': {
    group: 'The clock is set',
    happens: 'It is set back and forward while bytes move.',
    engineDoes: 'Speed, time left and percentages stay numbers that can be true: none below zero, none that is no number.',
    personSees: null,
  },
  'clock-wrong-when-written': {
    group: 'The clock is set',
    happens: 'It was ten years ahead when the time of the next try was written down, and is right at the next start.',
    engineDoes: 'Nobody is made to wait for more than a day: the file is tried at once.',
    personSees: null,
  },
  'clock-certificate': {
    group: 'The clock is set',
    happens: "A wrong clock makes the server's certificate look invalid, and a person sets it right.",
    engineDoes: 'The destination is asked again by itself and goes on.',
    personSees: told('certificate-refused', { host: 'example.org' }),
  },
  'clock-expiry': {
    group: 'The clock is set',
    happens: 'By our clock a half-sent upload has long expired at its server.',
    engineDoes: 'The server is asked, not the clock: what it still has is not sent again.',
    personSees: null,
  },
  'descriptors-intake': {
    group: 'Too many open files',
    happens: 'A folder cannot be opened because too many files are open.',
    engineDoes: 'It is tried again until it can; nothing is refused and nothing left out.',
    personSees: null,
  },
  'descriptors-upload': {
    group: 'Too many open files',
    happens: 'Sources and connections cannot be opened because too many files are open.',
    engineDoes: 'The destination is held once; no attempt is used, and it goes on one file at a time until there is room again.',
    personSees: held('machine-exhausted'),
  },
  'descriptors-real': {
    group: 'Too many open files',
    happens: 'A real process uploads a folder of many folders, six files at a time, with hardly any file handles.',
    engineDoes: 'Everything arrives whole; nothing is refused, nothing fails.',
    personSees: held('machine-exhausted'),
  },
  'descriptors-start': {
    group: 'Too many open files',
    happens: 'Not even the queue can be opened.',
    engineDoes: 'It says why and ends; it does not blame the queue.',
    personSees: told('machine-exhausted'),
  },
  'log-disk-full': {
    group: "The log's disk",
    happens: "The log's disk is full.",
    engineDoes: 'Uploads go on, and the terminal is told once.',
    personSees: `${logTroubleWords.title}. ${logTroubleWords.remedy}`,
  },
  'log-back': {
    group: "The log's disk",
    happens: 'There is room again.',
    engineDoes: 'The log goes on, with a line that counts the entries that were lost, and without half a line.',
    personSees: null,
  },
  'output-disk-full': {
    group: "The log's disk",
    happens: 'The output of the terminal command goes to a file on a full disk.',
    engineDoes: 'Uploads go on; only those words are lost.',
    personSees: null,
  },
} as const satisfies Readonly<Record<string, MachineCase>>;

export type MachineCaseId = keyof typeof cases;
/** What can happen to the machine under Gantry, what is done about it, and what a person sees of it. */
export const machineCases: Readonly<Record<MachineCaseId, MachineCase>> = cases;
