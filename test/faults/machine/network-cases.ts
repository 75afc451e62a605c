import type { MachineCase } from './machine-case.ts';
import { held, told } from './words-of.ts';

/** Networks, sleeps and destinations. */
export const networkCases = {
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
  'offline-lone-file': {
    group: 'The network is away',
    happens: 'The only file under way is cut off, and only its next try finds that the network is away.',
    engineDoes: 'The cut is laid to the outage too: no attempt is used.',
    personSees: held('offline'),
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
} as const satisfies Readonly<Record<string, MachineCase>>;
