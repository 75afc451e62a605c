import { startReceiver } from '../../electron/receiver/start-receiver.ts';

// A receiver in a process of its own, so that a test can kill it: `receiver-process.ts DIRECTORY PORT [without-links]`.
const [directory = '', port = '0', links = ''] = process.argv.slice(2);
const makeLink = () => Promise.reject(Object.assign(new Error('no hard links here'), { code: 'EPERM' }));
const receiver = await startReceiver({
  directory,
  port: Number(port),
  log: { write: () => undefined },
  ...(links === 'without-links' ? { makeLink } : {}),
});
process.stdout.write(`${receiver.destinationUrl}\n`);
