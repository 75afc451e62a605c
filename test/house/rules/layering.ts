import { builtinModules } from 'node:module';
import { importsOf } from '../imports-of.ts';
import { roomOf } from '../room-of.ts';
import type { HouseRule } from '../source-file.ts';
import { isTypeScript, violationAt } from '../source-file.ts';

interface Door {
  /** Other rooms that may be entered; `protocol:*` means each of them. */
  readonly rooms: readonly string[];
  /** Packages by name, `node` for what node itself brings. */
  readonly packages: readonly string[];
}

const engineRooms = [
  'shared',
  'engine',
  'engine-interface',
  'ports',
  'errors',
  'source',
  'storage',
  'protocol-interface',
  'protocol-registry',
];
const engineFacade = ['shared', 'engine-interface', 'ports', 'errors', 'requests', 'host', 'receiver'];
const userInterface = ['react', 'react-dom', 'zustand', '@tanstack/react-virtual', 'lucide-react'];

/** Who may import whom. A room that is not here may import anything. */
const doors: Readonly<Record<string, Door>> = {
  shared: { rooms: [], packages: [] },
  ports: { rooms: ['shared'], packages: [] },
  errors: { rooms: ['shared'], packages: ['node'] },
  source: { rooms: ['shared', 'errors', 'ports'], packages: ['node'] },
  'protocol-interface': { rooms: ['shared', 'errors', 'source', 'ports'], packages: [] },
  'retry-after': { rooms: ['shared'], packages: [] },
  transport: { rooms: ['retry-after', 'shared', 'protocol-interface', 'errors', 'source', 'ports'], packages: ['node'] },
  'protocol:*': {
    rooms: ['shared', 'protocol-interface', 'transport', 'retry-after', 'errors', 'source', 'ports'],
    packages: ['node', 'p-retry'],
  },
  'protocol:s3': {
    rooms: ['shared', 'protocol-interface', 'transport', 'retry-after', 'errors', 'source', 'ports'],
    packages: ['node', 'p-retry', '@aws-sdk/client-s3', '@aws-sdk/s3-request-presigner', '@smithy/types', 'hash-wasm'],
  },
  'protocol:dav': {
    rooms: ['shared', 'protocol-interface', 'transport', 'retry-after', 'errors', 'source', 'ports'],
    packages: ['node', 'p-retry', 'fast-xml-parser'],
  },
  'protocol:sftp': {
    // Of transport what is not HTTP: silence, bodies with a last look, a server's words.
    rooms: ['shared', 'protocol-interface', 'transport', 'retry-after', 'errors', 'source', 'ports'],
    packages: ['node', 'p-retry', 'ssh2'],
  },
  'protocol-registry': { rooms: ['shared', 'protocol-interface', 'transport', 'protocol:*', 'errors', 'source', 'ports'], packages: [] },
  storage: { rooms: ['shared', 'engine', 'engine-interface', 'protocol-interface', 'errors', 'ports'], packages: ['node', 'libsql'] },
  'queue-reader': {
    rooms: ['shared', 'storage', 'engine', 'engine-interface', 'protocol-registry', 'errors', 'ports'],
    packages: ['node'],
  },
  'engine-interface': { rooms: ['shared', 'engine', 'ports'], packages: [] },
  engine: { rooms: engineRooms, packages: ['node', 'p-retry'] },
  requests: { rooms: ['shared', 'engine-interface', 'errors', 'ports'], packages: ['zod'] },
  // Of storage the lock alone: the folder that receives has one owner, as a data directory has.
  receiver: {
    rooms: ['shared', 'errors', 'ports', 'storage'],
    packages: ['node', '@tus/server', '@tus/file-store', '@tus/s3-store', '@aws-sdk/client-s3'],
  },
  host: { rooms: ['shared', 'engine', 'engine-interface', 'ports', 'errors', 'requests', 'receiver'], packages: ['node'] },
  // Both hosts may hold the queue, and any may then be asked by its socket.
  'local-socket': { rooms: ['shared', 'engine-interface', 'ports', 'errors', 'requests', 'host'], packages: ['node', 'zod'] },
  // Its status can be asked for while the window holds the queue, so it reads without the engine. Of transport whom is trusted: a webhook as the uploads do.
  terminal: {
    rooms: [...engineFacade, 'local-socket', 'engine', 'source', 'queue-reader', 'transport'],
    packages: ['node', 'zod', '@modelcontextprotocol/sdk'],
  },
  // Of transport the ways out: what looks for updates goes as the uploads do.
  desktop: { rooms: [...engineFacade, 'local-socket', 'engine', 'transport'], packages: ['node', 'zod', 'electron', 'electron-updater'] },
  // Decides which of both hosts runs, before either is loaded.
  entry: { rooms: ['host', 'desktop', 'terminal'], packages: [] },
  preload: { rooms: ['shared', 'desktop'], packages: ['electron'] },
  start: { rooms: ['shared'], packages: ['*'] },
  ui: { rooms: ['shared'], packages: userInterface },
  store: { rooms: ['shared', 'renderer'], packages: userInterface },
  'feature:*': { rooms: ['shared', 'renderer', 'store', 'ui'], packages: userInterface },
  renderer: { rooms: ['shared', 'store', 'ui', 'feature:*'], packages: userInterface },
};

const nodeModules = new Set(builtinModules);

/** Every import goes through a door of the table above; nothing of ours imports `test/`. */
export const layering: HouseRule = (files) =>
  files
    .filter((file) => isTypeScript(file.path))
    .flatMap((file) => {
      const room = roomOf(file.path);
      const door = doors[room] ?? doors[kindOf(room)];
      return importsOf(file).flatMap(({ specifier, target, offset }) => {
        if (target === null) {
          const name = packageOf(specifier);
          if (door === undefined || door.packages.includes('*') || door.packages.includes(name)) return [];
          return [violationAt(file, offset, `${room} may not import the package ${name}`)];
        }
        const other = roomOf(target);
        if (other === 'test' && room !== 'test' && room !== 'top')
          return [violationAt(file, offset, `${target} is a test's, and imported by the program`)];
        if (door === undefined || other === room || door.rooms.includes(other) || door.rooms.includes(kindOf(other))) return [];
        return [violationAt(file, offset, `${room} may not import from ${other} (${target})`)];
      });
    });

/** `protocol:tus` is one of `protocol:*`. */
function kindOf(room: string): string {
  return room.replace(/:.*/, ':*');
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:') || nodeModules.has(specifier)) return 'node';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
