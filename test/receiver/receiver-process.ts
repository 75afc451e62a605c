import { startReceiver } from '../../electron/receiver/start-receiver.ts';

// A receiver in a process of its own, so that a test can kill it: `receiver-process.ts DIRECTORY PORT`.
const [directory = '', port = '0'] = process.argv.slice(2);
const receiver = await startReceiver({ directory, port: Number(port), log: { write: () => undefined } });
process.stdout.write(`${receiver.destinationUrl}\n`);
